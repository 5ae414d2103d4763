package dev.norn.streaming.operator;

import dev.norn.db.SignCode;
import dev.norn.model.release.Release;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.ReleasedModel;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Encodes people in batches. Waiting requests are flushed when a batch is full, after a short
 * while, and before every checkpoint barrier, so that nothing here has to be restored: what a
 * checkpoint holds upstream has been encoded and sent on. A batch never mixes releases.
 */
public final class EncodeOperator extends AbstractStreamOperator<PersonScore>
    implements OneInputStreamOperator<EncodingRequest, PersonScore>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  // Of a histogram, the newest.
  private static final int REMEMBERED = 1_000;

  private final String landmark;
  private final int batchSize;
  private final long maxWaitMillis;

  // One request per person: a newer history replaces the one that waits.
  private transient Map<String, EncodingRequest> waiting;
  private transient ReleasedModel model;
  private transient Release release;
  private transient SignCode codes;
  private transient String modelFolder;
  private transient boolean timerSet;
  private transient Counter encoded;
  private transient Counter abstained;
  private transient Histogram batchPeople;
  private transient Histogram encodeMillis;
  private transient Histogram eventToScoreMillis;

  /**
   * @param landmark of the cohort, yyyy-MM-dd
   * @param batchSize people per call of the model
   * @param maxWaitMillis longest time that a request waits for others
   */
  public EncodeOperator(String landmark, int batchSize, long maxWaitMillis) {
    this.landmark = landmark;
    this.batchSize = batchSize;
    this.maxWaitMillis = maxWaitMillis;
  }

  @Override
  public void open() throws Exception {
    super.open();
    waiting = new LinkedHashMap<>();
    MetricGroup norn = getMetricGroup().addGroup("norn");
    encoded = norn.counter("encoded");
    abstained = norn.counter("abstained");
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
    if (!waiting.isEmpty()
        && !waiting.values().iterator().next().releaseFolder().equals(request.releaseFolder())) {
      flush();
    }
    waiting.merge(request.person(), request, EncodeOperator::newer);
    if (waiting.size() >= batchSize) {
      flush();
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
    if (waiting.isEmpty()) {
      return;
    }
    List<EncodingRequest> people = new ArrayList<>();
    load(waiting.values().iterator().next().releaseFolder());
    for (EncodingRequest request : waiting.values()) {
      if (request.abstained() == null) {
        people.add(request);
      } else {
        abstained.inc();
        emit(request, new float[0], "", new float[0]);
      }
    }
    waiting.clear();
    // Equal lengths side by side: less padding.
    people.sort(Comparator.comparingInt(request -> request.tokens().length));
    List<PersonSequence> sequences = people.stream().map(EncodingRequest::sequence).toList();
    long start = System.nanoTime();
    List<Encoding> encodings = model.encode(sequences);
    if (!people.isEmpty()) {
      encodeMillis.update((System.nanoTime() - start) / 1_000_000);
      batchPeople.update(people.size());
      encoded.inc(people.size());
    }
    for (int i = 0; i < people.size(); i++) {
      Encoding encoding = encodings.get(i);
      float[] embedding = encoding.normalisedEmbedding();
      emit(people.get(i), embedding, codes.of(embedding), encoding.probabilities());
    }
  }

  private void emit(
      EncodingRequest request, float[] embedding, String code, float[] probabilities) {
    if (request.since() > 0) {
      eventToScoreMillis.update(System.currentTimeMillis() - request.since());
    }
    output.collect(
        new StreamRecord<>(
            new PersonScore(
                request.person(),
                release.id(),
                landmark,
                request.abstained(),
                embedding,
                code,
                probabilities,
                release.outcomes().toArray(String[]::new),
                request.historyVersion(),
                request.newestRecorded(),
                request.cause())));
  }

  private void load(String folder) {
    if (!folder.equals(modelFolder)) {
      closeModel();
      release = Release.open(Path.of(folder));
      try {
        model = ReleasedModel.load(release.folder());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      codes = new SignCode(release.embeddingMean());
      modelFolder = folder;
    }
  }

  private void closeModel() {
    if (model != null) {
      model.close();
      model = null;
      modelFolder = null;
    }
  }

  @Override
  public void close() throws Exception {
    closeModel();
    super.close();
  }
}
