package dev.norn.bench;

import dev.norn.event.PersonId;
import dev.norn.sequence.PersonSequence;
import dev.norn.streaming.operator.EncodingRequest;
import dev.norn.streaming.operator.PersonScore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * What has passed the steps of the one job that runs in this process. A job's functions are copies,
 * hence static.
 */
final class Passage {

  /** What is remembered of each person's newest sequence. */
  enum Memory {
    NOTHING,
    VERSIONS,
    FINGERPRINTS
  }

  private static final LongAdder MESSAGES = new LongAdder();
  private static final LongAdder REQUESTS = new LongAdder();
  private static final LongAdder SEQUENCED = new LongAdder();
  private static final LongAdder SCORED = new LongAdder();
  private static final Map<String, Fingerprint> SEQUENCES = new ConcurrentHashMap<>();
  private static final Map<String, Long> SCORES = new ConcurrentHashMap<>();
  private static volatile Memory memory = Memory.VERSIONS;

  private Passage() {}

  static void reset() {
    MESSAGES.reset();
    REQUESTS.reset();
    SEQUENCED.reset();
    SCORED.reset();
    SEQUENCES.clear();
    SCORES.clear();
  }

  static void remember(Memory what) {
    memory = what;
  }

  /**
   * Counts messages. A class, as Java takes serialised references to one generic method for one.
   */
  static final class Messages<T> implements MapFunction<T, T> {
    private static final long serialVersionUID = 1L;

    @Override
    public T map(T message) {
      MESSAGES.increment();
      return message;
    }
  }

  static EncodingRequest request(EncodingRequest request) {
    REQUESTS.increment();
    if (memory != Memory.NOTHING) {
      SEQUENCES.compute(
          request.person(),
          (person, before) -> {
            Fingerprint now = memory == Memory.VERSIONS ? version(request) : whole(request);
            long known = before == null ? 0 : before.historyVersion();
            if (now.historyVersion() < known) {
              return before;
            }
            SEQUENCED.add(now.historyVersion() - known);
            return now;
          });
    }
    return request;
  }

  static PersonScore score(PersonScore score) {
    SCORES.compute(
        score.person(),
        (person, before) -> {
          long known = before == null ? 0 : before;
          long now = Math.max(known, score.historyVersion());
          SCORED.add(now - known);
          return now;
        });
    return score;
  }

  private static Fingerprint version(EncodingRequest request) {
    return Fingerprint.ofVersion(request.historyVersion());
  }

  private static Fingerprint whole(EncodingRequest request) {
    if (request.abstained() != null) {
      return Fingerprint.ofAbstention(
          request.abstained(), request.historyVersion(), request.newestRecorded());
    }
    return Fingerprint.of(
        new PersonSequence(
            new PersonId(request.person()),
            request.tokens(),
            request.days(),
            request.ages(),
            request.segments(),
            request.historyVersion(),
            request.newestRecorded()));
  }

  /** Messages that the first step has passed on. */
  static long messages() {
    return MESSAGES.sum();
  }

  /** Sequences written, those that a newer one replaced included. */
  static long requests() {
    return REQUESTS.sum();
  }

  /** Versions in everybody's newest sequences together. */
  static long sequenced() {
    return SEQUENCED.sum();
  }

  /** Versions in everybody's newest scores together. */
  static long scored() {
    return SCORED.sum();
  }

  /** Each person's newest sequence. */
  static Map<String, Fingerprint> sequences() {
    return Map.copyOf(SEQUENCES);
  }
}
