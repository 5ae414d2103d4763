package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How the live job is, from what its processes serve to Prometheus: the figures of the boards, as
 * they are now. Safe for concurrent use.
 */
final class RunningStream {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String JOB = "flink_jobmanager_job_";

  private final List<URI> pages;
  private final Clock clock;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * @param pages of job manager and task managers, with their ports; none where nobody watches
   */
  RunningStream(List<URI> pages, Clock clock) {
    this.pages = pages;
    this.clock = clock;
  }

  boolean watched() {
    return !pages.isEmpty();
  }

  /** Numbers that no process gives are null. */
  ObjectNode now() {
    List<Sample> samples = new ArrayList<>();
    List<URI> processes = pages.stream().flatMap(RunningStream::processes).toList();
    int answered = 0;
    for (URI page : processes) {
      List<Sample> of = samples(page);
      answered += of.isEmpty() ? 0 : 1;
      samples.addAll(of);
    }
    ObjectNode now =
        JsonRows.MAPPER
            .createObjectNode()
            .put("processes", processes.size())
            .put("answered", answered);
    put(
        now,
        "records_lag",
        max(samples, OPERATOR + "KafkaSourceReader_KafkaConsumer_records_lag_max"));
    put(
        now,
        "events_per_second",
        sum(
            samples,
            OPERATOR + "numRecordsOutPerSecond",
            sample -> sample.labels().contains("operator_name=\"Source:_life_events\"")));
    for (String quantile : List.of("0.5", "0.95", "0.99")) {
      put(
          now,
          "event_to_score_ms_p" + quantile.substring(2).replaceFirst("^5$", "50"),
          max(
              samples.stream()
                  .filter(each -> each.labels().contains("quantile=\"" + quantile + "\""))
                  .toList(),
              OPERATOR + "norn_event_to_score_milliseconds"));
    }
    put(now, "encoded", sum(samples, OPERATOR + "norn_encoded", each -> true));
    put(now, "restarts", max(samples, JOB + "numRestarts"));
    OptionalDouble completed = max(samples, JOB + "lastCheckpointCompletedTimestamp");
    put(
        now,
        "checkpoint_age_seconds",
        completed.isPresent() && completed.getAsDouble() > 0
            ? OptionalDouble.of((clock.millis() - completed.getAsDouble()) / 1000)
            : OptionalDouble.empty());
    put(now, "checkpoint_ms", max(samples, JOB + "lastCheckpointDuration"));
    put(now, "checkpoint_bytes", max(samples, JOB + "lastCheckpointSize"));
    rejected(samples, now.putArray("rejected"));
    return now;
  }

  /** A name may be that of several processes. */
  private static Stream<URI> processes(URI page) {
    try {
      return Stream.of(InetAddress.getAllByName(page.getHost()))
          .map(address -> at(page, address.getHostAddress()));
    } catch (UnknownHostException notThere) {
      return Stream.of(page);
    }
  }

  private static URI at(URI page, String address) {
    String host = address.contains(":") ? "[" + address + "]" : address;
    return URI.create(
        "%s://%s:%d%s".formatted(page.getScheme(), host, page.getPort(), page.getRawPath()));
  }

  private static void rejected(List<Sample> samples, ArrayNode into) {
    Map<String, Double> byReason = new TreeMap<>();
    for (Sample sample : samples) {
      if (sample.name().equals(OPERATOR + "norn_reason_rejected")) {
        byReason.merge(sample.label("reason"), sample.value(), Double::sum);
      }
    }
    byReason.forEach(
        (reason, events) -> into.addObject().put("reason", reason).put("events", events));
  }

  private static void put(ObjectNode into, String name, OptionalDouble value) {
    into.put(name, value.isPresent() ? (Double) value.getAsDouble() : null);
  }

  private static OptionalDouble max(List<Sample> samples, String name) {
    return values(samples, name, each -> true).max();
  }

  private static OptionalDouble sum(List<Sample> samples, String name, Predicate<Sample> which) {
    double[] values = values(samples, name, which).toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(DoubleStream.of(values).sum());
  }

  private static DoubleStream values(List<Sample> samples, String name, Predicate<Sample> which) {
    return samples.stream()
        .filter(each -> each.name().equals(name) && which.test(each))
        .mapToDouble(Sample::value)
        .filter(Double::isFinite);
  }

  /** One line of Prometheus' text form. */
  private record Sample(String name, String labels, double value) {

    /** Null for a comment. */
    static Sample read(String line) {
      int end = line.lastIndexOf(' ');
      if (line.startsWith("#") || end < 0) {
        return null;
      }
      int brace = line.indexOf('{');
      String name = line.substring(0, brace < 0 ? end : brace);
      try {
        return new Sample(
            name,
            brace < 0 ? "" : line.substring(brace, end),
            Double.parseDouble(line.substring(end + 1)));
      } catch (NumberFormatException notANumber) {
        return null;
      }
    }

    String label(String key) {
      int from = labels.indexOf(key + "=\"");
      return from < 0
          ? ""
          : labels.substring(from + key.length() + 2, labels.indexOf('"', from + key.length() + 2));
    }
  }

  /** Empty where the process does not answer. */
  private List<Sample> samples(URI page) {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      List<Sample> samples = new ArrayList<>();
      for (String line : answer.body().split("\n")) {
        Sample sample = Sample.read(line);
        if (sample != null) {
          samples.add(sample);
        }
      }
      return samples;
    } catch (IOException notThere) {
      return List.of();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
