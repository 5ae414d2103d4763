package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the live job was, as long as this process has watched it: figures of {@link RunningStream},
 * sampled at a fixed interval. Safe for concurrent use.
 */
final class StreamCourse implements AutoCloseable {

  static final Duration EVERY = Duration.ofSeconds(10);

  /** Six hours at that interval. */
  static final int MOST = 2_160;

  private static final Logger LOG = LoggerFactory.getLogger(StreamCourse.class);

  private static final List<String> FIGURES =
      List.of(
          "records_lag",
          "events_per_second",
          "event_to_score_ms_p50",
          "event_to_score_ms_p95",
          "event_to_score_ms_p99",
          "checkpoint_age_seconds",
          "restarts");

  private final RunningStream stream;
  private final Clock clock;
  private final int most;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private ScheduledExecutorService sampler;

  /**
   * @param figures null each where no process gave it
   */
  private record Sample(Instant at, JsonNode figures) {}

  /**
   * @param most samples that are kept, the newest
   */
  StreamCourse(RunningStream stream, Clock clock, int most) {
    this.stream = stream;
    this.clock = clock;
    this.most = most;
  }

  /** Samples at once and then at the interval; where nobody watches, never. */
  synchronized void start(Duration every) {
    if (!stream.watched()) {
      return;
    }
    sampler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "norn-stream-course");
              thread.setDaemon(true);
              return thread;
            });
    sampler.scheduleAtFixedRate(this::trySample, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  // Else one failure would end the schedule.
  private void trySample() {
    try {
      sample();
    } catch (RuntimeException failure) {
      LOG.error("[stream] a sample failed with {}", failure.getClass().getName());
    }
  }

  /** A job that does not answer is a sample without figures. */
  void sample() {
    Instant at = clock.instant();
    ObjectNode figures = stream.now().retain(FIGURES);
    synchronized (this) {
      samples.addLast(new Sample(at, figures));
      while (samples.size() > most) {
        samples.removeFirst();
      }
    }
  }

  /**
   * Times and figures as columns, oldest first.
   *
   * @param since included
   */
  synchronized ObjectNode toJson(Instant since) {
    ObjectNode course = JsonRows.MAPPER.createObjectNode();
    course.put("every_seconds", EVERY.toSeconds()).put("most", most);
    List<Sample> told = samples.stream().filter(each -> !each.at().isBefore(since)).toList();
    ArrayNode times = course.putArray("at");
    told.forEach(each -> times.add(each.at().toString()));
    for (String figure : FIGURES) {
      ArrayNode column = course.putArray(figure);
      told.forEach(each -> column.add(each.figures().get(figure)));
    }
    return course;
  }

  @Override
  public synchronized void close() {
    if (sampler != null) {
      sampler.shutdownNow();
    }
  }
}
