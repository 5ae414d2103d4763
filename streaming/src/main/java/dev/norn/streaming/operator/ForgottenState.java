package dev.norn.streaming.operator;

import dev.norn.ingestion.topic.Topics;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Whether the current person is forgotten, until when forgetting or readmitting settles, and when
 * the topic is to be stirred. Timers say when to ask.
 */
final class ForgottenState {

  // Scores that were on their way have reached the database by then.
  private static final long SETTLING_MILLIS = 10_000;

  private final ValueState<Boolean> forgotten;
  private final ValueState<Long> settled;
  private final ValueState<Long> stirred;

  ForgottenState(RuntimeContext context) {
    forgotten = context.getState(new ValueStateDescriptor<>("forgotten", Types.BOOLEAN));
    settled = context.getState(new ValueStateDescriptor<>("settled", Types.LONG));
    stirred = context.getState(new ValueStateDescriptor<>("stirred", Types.LONG));
  }

  boolean isForgotten() throws Exception {
    return forgotten.value() != null;
  }

  void forget(TimerService timers) throws Exception {
    forgotten.update(true);
    remind(timers, settled, SETTLING_MILLIS);
    remind(timers, stirred, Topics.ERASURE.toMillis());
  }

  void readmit(TimerService timers) throws Exception {
    forgotten.clear();
    remind(timers, settled, SETTLING_MILLIS);
  }

  private static void remind(TimerService timers, ValueState<Long> of, long later)
      throws Exception {
    long time = timers.currentProcessingTime() + later;
    of.update(time);
    timers.registerProcessingTimeTimer(time);
  }

  /**
   * Whether what was said of the person last has still to settle; a timer will come when it has.
   */
  boolean isUnsettled() throws Exception {
    return settled.value() != null;
  }

  /**
   * Whether it settles now; once true, then false.
   *
   * @param time of a timer
   */
  boolean settles(long time) throws Exception {
    return passes(settled, time);
  }

  /**
   * Whether the topic is to be stirred now; once true, then false.
   *
   * @param time of a timer
   */
  boolean stirs(long time) throws Exception {
    return passes(stirred, time);
  }

  private static boolean passes(ValueState<Long> of, long time) throws Exception {
    boolean passes = of.value() != null && time >= of.value();
    if (passes) {
      of.clear();
    }
    return passes;
  }
}
