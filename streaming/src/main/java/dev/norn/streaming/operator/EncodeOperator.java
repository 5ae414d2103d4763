package dev.norn.streaming.operator;

import dev.norn.db.SignCode;
import dev.norn.model.release.Release;
import dev.norn.model.release.ServedRelease;
import dev.norn.model.serving.Encoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Encodes people in batches, each of one release. Waiting requests are flushed when a batch is
 * full, after a short while, and before every checkpoint barrier, so that nothing here has to be
 * restored: what a checkpoint holds upstream has been encoded and sent on.
 */
public final class EncodeOperator extends AbstractStreamOperator<PersonScore>
    implements OneInputStreamOperator<EncodingRequest, PersonScore>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  // Of a histogram, the newest.
  private static final int REMEMBERED = 1_000;

  // The active one, and one beside it.
  private static final int LOADED = 2;

  private final int batchSize;
  private final long maxWaitMillis;

  /** What is asked once: a newer history of the person replaces the one that waits. */
  private record Asked(String person, String landmark) {}

  private transient Map<String, Map<Asked, EncodingRequest>> waitingByRelease;

  /** By folder, the one used longest ago first. */
  private transient Map<String, ServedRelease> loaded;

  private transient boolean timerSet;
  private transient Counter encoded;
  private transient Counter abstained;
  private transient Histogram paddingPercent;
  private transient Histogram batchPeople;
  private transient Histogram encodeMillis;
  private transient Histogram eventToScoreMillis;

  /**
   * @param batchSize people per call of the model
   * @param maxWaitMillis longest time that a request waits for others
   */
  public EncodeOperator(int batchSize, long maxWaitMillis) {
    this.batchSize = batchSize;
    this.maxWaitMillis = maxWaitMillis;
  }

  @Override
  public void open() throws Exception {
    super.open();
    waitingByRelease = new LinkedHashMap<>();
    loaded = new LinkedHashMap<>();
    MetricGroup norn = getMetricGroup().addGroup("norn");
    encoded = norn.counter("encoded");
    abstained = norn.counter("abstained");
    paddingPercent = norn.histogram("padding_percent", histogram());
    batchPeople = norn.histogram("batch_people", histogram());
    encodeMillis = norn.histogram("encode_milliseconds", histogram());
    eventToScoreMillis = norn.histogram("event_to_score_milliseconds", histogram());
  }

  private static Histogram histogram() {
    return new DescriptiveStatisticsHistogram(REMEMBERED);
  }

  @Override
  public void processElement(StreamRecord<EncodingRequest> element) {
    EncodingRequest request = element.getValue();
    String folder = request.releaseFolder();
    Asked asked = new Asked(request.person(), request.landmark());
    EncodingRequest before = waiting(folder).get(asked);
    if (before != null && before.cause().isOfFact() != request.cause().isOfFact()) {
      // One must not stand for the other: what a release changes and what a fact does are two rows.
      encode(folder, waitingByRelease.remove(folder).values());
    }
    Map<Asked, EncodingRequest> waiting = waiting(folder);
    waiting.merge(asked, request, EncodeOperator::newer);
    if (waiting.size() >= batchSize) {
      encode(folder, waitingByRelease.remove(folder).values());
    } else if (!timerSet) {
      timerSet = true;
      long due = getProcessingTimeService().getCurrentProcessingTime() + maxWaitMillis;
      getProcessingTimeService()
          .registerTimer(
              due,
              time -> {
                timerSet = false;
                flush();
              });
    }
  }

  private Map<Asked, EncodingRequest> waiting(String folder) {
    return waitingByRelease.computeIfAbsent(folder, absent -> new LinkedHashMap<>());
  }

  private static EncodingRequest newer(EncodingRequest a, EncodingRequest b) {
    return b.historyVersion() >= a.historyVersion() ? b : a;
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  private void flush() {
    waitingByRelease.forEach((folder, waiting) -> encode(folder, waiting.values()));
    waitingByRelease.clear();
  }

  private void encode(String folder, Collection<EncodingRequest> requests) {
    ServedRelease served = served(folder);
    List<EncodingRequest> people = new ArrayList<>();
    for (EncodingRequest request : requests) {
      if (request.abstained() == null) {
        people.add(request);
      } else {
        abstained.inc();
        emit(request, served.release(), new float[0], "", new float[0]);
      }
    }
    if (people.isEmpty()) {
      return;
    }
    // Equal lengths side by side: less padding.
    people.sort(Comparator.comparingInt(request -> request.tokens().length));
    long start = System.nanoTime();
    List<Encoding> encodings =
        served.model().encode(people.stream().map(EncodingRequest::sequence).toList());
    measure(people, System.nanoTime() - start);
    SignCode codes = new SignCode(served.release().embeddingMean());
    for (int i = 0; i < people.size(); i++) {
      Encoding encoding = encodings.get(i);
      float[] embedding = encoding.normalisedEmbedding();
      emit(
          people.get(i),
          served.release(),
          embedding,
          codes.of(embedding),
          encoding.probabilities());
    }
  }

  private void measure(List<EncodingRequest> people, long nanos) {
    encodeMillis.update(nanos / 1_000_000);
    batchPeople.update(people.size());
    encoded.inc(people.size());
    long tokens = people.stream().mapToLong(request -> request.tokens().length).sum();
    long longest = people.get(people.size() - 1).tokens().length;
    paddingPercent.update(100 * (people.size() * longest - tokens) / (people.size() * longest));
  }

  private void emit(
      EncodingRequest request,
      Release release,
      float[] embedding,
      String code,
      float[] probabilities) {
    if (request.since() > 0) {
      eventToScoreMillis.update(System.currentTimeMillis() - request.since());
    }
    output.collect(
        new StreamRecord<>(
            new PersonScore(
                request.person(),
                release.id(),
                request.landmark(),
                request.abstained(),
                embedding,
                code,
                probabilities,
                release.outcomes().toArray(String[]::new),
                request.historyVersion(),
                request.newestRecorded(),
                request.cause())));
  }

  private ServedRelease served(String folder) {
    ServedRelease served = loaded.remove(folder);
    if (served == null) {
      while (loaded.size() >= LOADED) {
        loaded.remove(loaded.keySet().iterator().next()).close();
      }
      served = ServedRelease.open(Path.of(folder));
    }
    loaded.put(folder, served);
    return served;
  }

  @Override
  public void close() throws Exception {
    if (loaded != null) {
      loaded.values().forEach(ServedRelease::close);
      loaded.clear();
    }
    super.close();
  }
}
