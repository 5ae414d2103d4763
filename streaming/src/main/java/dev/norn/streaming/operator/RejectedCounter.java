package dev.norn.streaming.operator;

import dev.norn.ingestion.topic.RejectionReason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts refused messages as {@code norn_reason_rejected}; each reason from 0, before any is met.
 */
final class RejectedCounter {

  private static final Set<RejectionReason> OF_HISTORIES =
      EnumSet.of(RejectionReason.PERSON_FORGOTTEN, RejectionReason.CROWDED_DAY);

  private final Map<RejectionReason, Counter> counters = new EnumMap<>(RejectionReason.class);

  private RejectedCounter(MetricGroup norn, RejectionReason... reasons) {
    for (RejectionReason reason : reasons) {
      counters.put(reason, norn.addGroup("reason", reason.name()).counter("rejected"));
    }
  }

  /** For every reason that follows from a person's history. */
  static RejectedCounter ofHistories(MetricGroup norn) {
    return new RejectedCounter(norn, OF_HISTORIES.toArray(RejectionReason[]::new));
  }

  /** For every reason that a message can have before its person's history is known. */
  static RejectedCounter ofMessages(MetricGroup norn) {
    return new RejectedCounter(
        norn,
        Arrays.stream(RejectionReason.values())
            .filter(reason -> reason.message() && !OF_HISTORIES.contains(reason))
            .toArray(RejectionReason[]::new));
  }

  void count(RejectionReason reason) {
    counters.get(reason).inc();
  }
}
