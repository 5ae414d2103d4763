package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.ingestion.topic.ActiveRelease;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;

/**
 * Runs {@link LiveHistoryFunction}, and when it is the turn of who waits in a backlog, gives each
 * of them a timer: a function cannot ask who they are.
 */
public final class LiveHistoryOperator
    extends CoBroadcastWithKeyedOperator<String, PlacedEvent, ActiveRelease, EncodingRequest> {
  private static final long serialVersionUID = 1L;

  // Of the function's timers: Flink's name for them.
  private static final String TIMERS = "user-timers";

  private final LiveHistoryFunction histories;

  /**
   * @param quietMillis as of {@link LiveHistoryFunction}
   */
  public LiveHistoryOperator(Cohort cohort, long quietMillis) {
    this(new LiveHistoryFunction(cohort, quietMillis));
  }

  private LiveHistoryOperator(LiveHistoryFunction histories) {
    super(histories, List.of(LiveHistoryFunction.ACTIVE_RELEASE));
    this.histories = histories;
  }

  @Override
  public void open() throws Exception {
    super.open();
    InternalTimerService<VoidNamespace> timers =
        getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    getProcessingTimeService()
        .scheduleWithFixedDelay(
            time -> wakeWhoWaits(timers), Backlog.LOOK_MILLIS, Backlog.LOOK_MILLIS);
  }

  private void wakeWhoWaits(InternalTimerService<VoidNamespace> timers) {
    long now = timers.currentProcessingTime();
    if (!histories.isTurn(now)) {
      return;
    }
    try (Stream<Object> waiting =
        getKeyedStateBackend().getKeys(LiveHistoryFunction.PENDING, VoidNamespace.INSTANCE)) {
      waiting.forEach(
          person -> {
            setCurrentKey(person);
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, now);
          });
    }
  }
}
