package dev.norn.streaming.operator;

import dev.norn.cohort.AdvancingLandmark;
import dev.norn.cohort.Cohort;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The live cohort at the landmark that register time has come to. Register time is the watermark,
 * which a restored job has not got yet: how far it was is kept, and never falls back.
 */
final class AdvancingCohort {

  private final Cohort cohort;
  private final Optional<AdvancingLandmark> advancing;
  private final ListState<Long> saved;
  private long registerTime = Long.MIN_VALUE;

  // Of the last question.
  private Cohort current;
  private long currentUntil = Long.MIN_VALUE;

  AdvancingCohort(Cohort cohort, OperatorStateStore store) throws Exception {
    this.cohort = cohort;
    this.advancing = cohort.advancing();
    this.saved = store.getUnionListState(new ListStateDescriptor<>("register-time", Types.LONG));
    for (long each : saved.get()) {
      registerTime = Math.max(registerTime, each);
    }
  }

  void save() throws Exception {
    saved.update(List.of(registerTime));
  }

  /**
   * @param watermark milliseconds since 1970, as Flink gives it
   */
  Cohort cohort(long watermark) {
    if (advancing.isEmpty()) {
      return cohort;
    }
    Instant now = registerTime(watermark);
    if (current == null || registerTime >= currentUntil) {
      current = cohort.at(advancing.get().at(now));
      currentUntil = advancing.get().nextAfter(now).toEpochMilli();
    }
    return current;
  }

  /** When the landmark moves on next, in milliseconds since 1970; nothing where it stays. */
  Optional<Long> next(long watermark) {
    return advancing.map(landmark -> landmark.nextAfter(registerTime(watermark)).toEpochMilli());
  }

  private Instant registerTime(long watermark) {
    if (watermark < Long.MAX_VALUE) {
      registerTime = Math.max(registerTime, watermark);
    }
    return Instant.ofEpochMilli(registerTime);
  }
}
