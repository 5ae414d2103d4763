package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.ingestion.topic.ActiveRelease;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.io.network.api.writer.ResultPartitionWriter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.TimerHeapInternalTimer;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Runs {@link LiveHistoryFunction}, and goes {@linkplain Round round} those who are to be encoded
 * without a timer of their own: a function cannot ask who they are.
 */
public final class LiveHistoryOperator
    extends CoBroadcastWithKeyedOperator<String, PlacedEvent, ActiveRelease, EncodingRequest> {
  private static final long serialVersionUID = 1L;

  /**
   * Operator state with an element in each checkpoint before which not all had been encoded whom a
   * new release or landmark concerns.
   */
  public static final String DUE_WAITS = "due-waits";

  /**
   * Operator state as {@link #DUE_WAITS}, of those whose facts changed in a backlog, or so long ago
   * that they should have been encoded.
   */
  public static final String BACKLOG_WAITS = "backlog-waits";

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LiveHistoryFunction histories;
  private final SerializableSupplier<Long> clock;

  private transient ListState<Boolean> dueWaits;
  private transient ListState<Boolean> backlogWaits;

  /** Null while none is under way; so are the other two. */
  private transient Round round;

  private transient String over;
  private transient long begun;

  /**
   * @param quietMillis as of {@link LiveHistoryFunction}
   */
  public LiveHistoryOperator(Cohort cohort, long quietMillis) {
    this(new LiveHistoryFunction(cohort, quietMillis), () -> System.nanoTime() / NANOS_PER_MILLI);
  }

  /**
   * @param clock milliseconds, of a {@link Round}
   */
  LiveHistoryOperator(LiveHistoryFunction histories, SerializableSupplier<Long> clock) {
    super(histories, List.of(LiveHistoryFunction.ACTIVE_RELEASE));
    this.histories = histories;
    this.clock = clock;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    OperatorStateStore store = context.getOperatorStateStore();
    dueWaits = store.getListState(new ListStateDescriptor<>(DUE_WAITS, Types.BOOLEAN));
    backlogWaits = store.getListState(new ListStateDescriptor<>(BACKLOG_WAITS, Types.BOOLEAN));
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    tell(dueWaits, histories.anybodyIsDue() || LiveHistoryFunction.DUE.equals(over));
    tell(backlogWaits, histories.anybodyWaits(now()) || LiveHistoryFunction.PENDING.equals(over));
  }

  private static void tell(ListState<Boolean> state, boolean waits) throws Exception {
    state.update(waits ? List.of(true) : List.of());
  }

  @Override
  public void open() throws Exception {
    super.open();
    getProcessingTimeService()
        .scheduleWithFixedDelay(time -> begin(), Backlog.LOOK_MILLIS, Backlog.LOOK_MILLIS);
  }

  private void begin() throws Exception {
    while (round == null) {
      Optional<String> state = histories.takeRound(now());
      if (state.isEmpty()) {
        return;
      }
      over = state.get();
      begun = now();
      round =
          new Round(
              getKeyedStateBackend().getKeys(over, VoidNamespace.INSTANCE),
              clock::get,
              this::isOutputAvailable);
      goOn();
    }
  }

  private void goOn() throws Exception {
    if (round.portion(this::visit)) {
      endRound();
      histories.roundEnded(now(), now() - begun);
    } else {
      getProcessingTimeService().registerTimer(now() + Round.PAUSE_MILLIS, time -> goOn());
    }
  }

  private void visit(Object person) throws Exception {
    setCurrentKey(person);
    onProcessingTime(
        new TimerHeapInternalTimer<>(
            LiveHistoryFunction.VISIT, (String) person, VoidNamespace.INSTANCE));
  }

  // Whoever waits for a buffer reads nothing, and Flink reads nothing either while none is free.
  private boolean isOutputAvailable() {
    return Stream.of(getContainingTask().getEnvironment().getAllWriters())
        .allMatch(ResultPartitionWriter::isAvailable);
  }

  private void endRound() {
    if (round != null) {
      round.close();
      round = null;
      over = null;
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  @Override
  public void close() throws Exception {
    // Before the state that it goes over.
    endRound();
    super.close();
  }
}
