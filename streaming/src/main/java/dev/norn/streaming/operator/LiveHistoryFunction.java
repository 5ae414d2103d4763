package dev.norn.streaming.operator;

import static dev.norn.event.EventKind.FORGOTTEN;
import static dev.norn.ingestion.topic.RejectionReason.CROWDED_DAY;
import static dev.norn.ingestion.topic.RejectionReason.PERSON_FORGOTTEN;
import static dev.norn.ingestion.topic.RejectionReason.RELEASE_REFUSED;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.ActiveRelease;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;
import dev.norn.ingestion.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each person's history and asks for an encoding once the person has been quiet for a while,
 * and for everybody when a release becomes active or the landmark moves on; then, and in a backlog,
 * {@link LiveHistoryOperator} visits them.
 *
 * <p>State per person: every version ({@link HistoryState}), the newest cause and the oldest
 * message while an encoding is pending, which other causes are due, what was said of forgetting
 * ({@link ForgottenState}), an event-time timer at the next landmark. Only forgetting clears
 * versions; that it was said stays, so that a replayed or late event does not bring the person
 * back.
 */
public final class LiveHistoryFunction
    extends KeyedBroadcastProcessFunction<String, PlacedEvent, ActiveRelease, EncodingRequest>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LiveHistoryFunction.class);

  /** Which releases predict, on every subtask alike. */
  public static final MapStateDescriptor<String, String> ACTIVE_RELEASE = LiveReleases.STATE;

  /** Keys of messages that are to be erased from their topic. */
  public static final OutputTag<byte[]> ERASED =
      new OutputTag<>("erased", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Events whose erasure came after they had been sent again. */
  public static final OutputTag<LifeEvent> SENT_AGAIN =
      new OutputTag<>("sent-again", LifeEventType.EVENT);

  /** Versions that are new to a history, and what is said of a person between them, in order. */
  public static final OutputTag<LifeEvent> KEPT = new OutputTag<>("kept", LifeEventType.EVENT);

  /** Events of people who are forgotten, and of days that have too many; releases. */
  public static final OutputTag<RejectedRow> REFUSED =
      new OutputTag<>("refused", TypeInformation.of(RejectedRow.class));

  /** Name of the state of whose facts changed since they were encoded. */
  static final String PENDING = "pending";

  /** Name of the state of whom a release or landmark concerns that they were not encoded for. */
  static final String DUE = "due";

  /** Time of a visit, which no timer has. */
  static final long VISIT = Long.MIN_VALUE;

  private final String cohortJson;
  private final long quietMillis;

  private transient HistoryState history;
  private transient ValueState<Cause> pending;
  private transient ValueState<Long> since;
  private transient MapState<Cause.Kind, Boolean> due;
  private transient ForgottenState forgotten;
  private transient RejectedCounter rejected;
  private transient Counter people;
  private transient Counter releasesRefused;
  private transient Backlog backlog;
  private transient LiveReleases releases;
  private transient AdvancingCohort landmarks;

  /** Since the last round of them; at first of a job before this one, perhaps. */
  private transient boolean anybodyIsDue;

  /**
   * @param quietMillis a person is encoded this long after the first change since the last
   *     encoding, in a {@linkplain Backlog backlog} when visited
   */
  public LiveHistoryFunction(Cohort cohort, long quietMillis) {
    this.cohortJson = DefinitionFile.toJson(cohort);
    this.quietMillis = quietMillis;
  }

  @Override
  public void open(OpenContext context) {
    history = new HistoryState(getRuntimeContext());
    backlog = new Backlog();
    pending =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(PENDING, TypeInformation.of(Cause.class)));
    since = getRuntimeContext().getState(new ValueStateDescriptor<>("since", Types.LONG));
    due =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(DUE, Types.ENUM(Cause.Kind.class), Types.BOOLEAN));
    anybodyIsDue = true;
    MetricGroup norn = getRuntimeContext().getMetricGroup().addGroup("norn");
    rejected = RejectedCounter.ofHistories(norn);
    people = norn.counter("forgotten");
    releasesRefused = norn.counter("releases_refused");
    releases = new LiveReleases();
    forgotten = new ForgottenState(getRuntimeContext());
  }

  // Before open().
  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    landmarks =
        new AdvancingCohort(
            DefinitionFile.fromJson(cohortJson, Cohort.class), context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    landmarks.save();
  }

  @Override
  public void processElement(
      PlacedEvent placed, ReadOnlyContext context, Collector<EncodingRequest> out)
      throws Exception {
    switch (placed.content()) {
      case EVENT -> take(placed, context);
      case ERASURE -> outlive(placed.version(), context);
      case REFUSED -> note(placed.version(), context);
    }
  }

  private void take(PlacedEvent placed, ReadOnlyContext context) throws Exception {
    switch (placed.event().kind()) {
      case FORGOTTEN -> forget(placed.event(), context);
      case READMITTED -> readmit(placed.event(), context);
      case ASSERTED, RETRACTED -> {
        if (forgotten.isForgotten()) {
          refuse(placed, PERSON_FORGOTTEN, context);
          context.output(ERASED, EventKey.of(placed.event()));
        } else {
          add(placed, context);
        }
      }
    }
  }

  /** A message that was refused for what it is goes with its person, too. */
  private void note(String version, ReadOnlyContext context) throws Exception {
    if (forgotten.isForgotten()) {
      context.output(ERASED, EventKey.of(context.getCurrentKey(), version));
    } else {
      history.noteRefused(version);
    }
  }

  /**
   * A version that is held was sent again after its person came back. Who reads the topic anew
   * meets the forgetting before that, and erases too late: then the version must be on the topic
   * once more.
   */
  private void outlive(String erased, ReadOnlyContext context) throws Exception {
    LifeEvent held = history.version(erased);
    if (held != null) {
      context.output(SENT_AGAIN, held);
    }
  }

  private void add(PlacedEvent placed, ReadOnlyContext context) throws Exception {
    TimerService timers = context.timerService();
    boolean waits = backlog.holds(timers.currentProcessingTime(), placed.sent());
    switch (history.add(placed.version(), placed.event())) {
      case NEW -> {
        change(placed, waits, timers);
        context.output(KEPT, placed.event());
      }
      case AGAIN -> {}
      case REFUSED -> refuse(placed, CROWDED_DAY, context);
    }
  }

  private void change(PlacedEvent placed, boolean waits, TimerService timers) throws Exception {
    if (pending.value() == null) {
      if (!waits) {
        long due = timers.currentProcessingTime() + quietMillis;
        timers.registerProcessingTimeTimer(due);
        backlog.timed(due);
      }
      since.update(placed.sent());
    }
    landmarks.next(timers.currentWatermark()).ifPresent(timers::registerEventTimeTimer);
    pending.update(Cause.of(placed.event()));
  }

  private void forget(LifeEvent said, ReadOnlyContext context) throws Exception {
    for (String version : history.contentHashes()) {
      context.output(ERASED, EventKey.of(context.getCurrentKey(), version));
    }
    history.clear();
    pending.clear();
    since.clear();
    due.clear();
    people.inc();
    forgotten.forget(context.timerService());
    context.output(KEPT, said);
  }

  private void readmit(LifeEvent said, ReadOnlyContext context) throws Exception {
    if (forgotten.isForgotten()) {
      forgotten.readmit(context.timerService());
      context.output(KEPT, said);
    }
  }

  private void refuse(PlacedEvent placed, RejectionReason reason, ReadOnlyContext context) {
    rejected.count(reason);
    String detail =
        reason == PERSON_FORGOTTEN
            ? "the person is forgotten; see norn forget --readmit"
            : "the person has more than %d versions on the fact's day, none of which counts; forget"
                    .formatted(History.MOST_A_DAY)
                + " and readmit the person, then send what is right";
    context.output(REFUSED, placed.refused(reason, detail));
  }

  /** The state of those whose round is to begin now; that it has begun is noted. */
  Optional<String> takeRound(long now) {
    if (anybodyIsDue && !backlog.comesFirst(now)) {
      anybodyIsDue = false;
      return Optional.of(DUE);
    }
    return backlog.isTurn(now) ? Optional.of(PENDING) : Optional.empty();
  }

  /** Everybody of {@link #takeRound} has been visited. */
  void roundEnded(long now, long tookMillis) {
    backlog.ended(now, tookMillis);
  }

  /** Whether a round is to come for whom a release or landmark concerns. */
  boolean anybodyIsDue() {
    return anybodyIsDue;
  }

  /** Whether a round is to come for whose facts changed, or timers of theirs are late. */
  boolean anybodyWaits(long now) {
    return backlog.anybodyWaits(now);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<EncodingRequest> out)
      throws Exception {
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      age(context.timerService());
      return;
    }
    if (time != VISIT) {
      backlog.came(time);
    }
    if (forgotten.settles(time) && forgotten.isForgotten()) {
      // Once more, as nothing can be on its way any more.
      PersonId person = new PersonId(context.getCurrentKey());
      context.output(KEPT, LifeEvent.said(person, FORGOTTEN, Instant.now()));
    }
    if (forgotten.stirs(time)) {
      // The newest segment of a partition is compacted only after a message has begun another one.
      context.output(ERASED, EventKey.of(context.getCurrentKey(), ""));
    }
    if (forgotten.isUnsettled()) {
      return;
    }
    writeDue(context, out);
    if (time == VISIT || !backlog.putsOff(context.timerService().currentProcessingTime(), time)) {
      writePending(context, out);
    }
  }

  /** The landmark has moved on, though nothing may have happened in this life. */
  private void age(TimerService timers) throws Exception {
    // A job that is drained says that all time has passed, which no landmark is to follow.
    if (!history.isEmpty() && timers.currentWatermark() < Long.MAX_VALUE) {
      landmarks.next(timers.currentWatermark()).ifPresent(timers::registerEventTimeTimer);
      due.put(Cause.Kind.AGED, true);
      anybodyIsDue = true;
    }
  }

  private void writePending(OnTimerContext context, Collector<EncodingRequest> out)
      throws Exception {
    Cause cause = pending.value();
    long first = since.value() == null ? 0 : since.value();
    pending.clear();
    since.clear();
    if (cause != null) {
      History known = history.history();
      for (String folder : releases(context)) {
        write(folder, known, cause.in(known), first, context, out);
      }
    }
  }

  private void writeDue(OnTimerContext context, Collector<EncodingRequest> out) throws Exception {
    boolean aged = due.contains(Cause.Kind.AGED);
    boolean released = due.contains(Cause.Kind.NEW_RELEASE);
    if (!aged && !released) {
      return;
    }
    due.clear();
    History known = history.history();
    List<String> folders = releases(context);
    for (String folder : folders) {
      if (released && folder.equals(folders.get(0))) {
        write(folder, known, Cause.NEW_RELEASE, 0, context, out);
      } else if (aged) {
        write(folder, known, Cause.AGED, 0, context, out);
      }
    }
  }

  /** Folders of those that predict now, the active one first. */
  private static List<String> releases(OnTimerContext context) throws Exception {
    return LiveReleases.folders(
        context.getBroadcastState(ACTIVE_RELEASE), context.timerService().currentProcessingTime());
  }

  private void write(
      String folder,
      History known,
      Cause cause,
      long first,
      OnTimerContext context,
      Collector<EncodingRequest> out)
      throws Exception {
    Cohort cohort = landmarks.cohort(context.timerService().currentWatermark());
    SequenceWriter writer = releases.writer(folder, cohort);
    out.collect(writer.write(context.getCurrentKey(), known, cause, first));
  }

  /** The same from every subtask, and from every job that reads the topic anew. */
  private static RejectedRow refused(ActiveRelease release, RuntimeException why) {
    return new RejectedRow(
        Topics.MODEL_RELEASES + ":" + Path.of(release.folder()).getFileName(),
        0,
        null,
        RELEASE_REFUSED,
        "the release before it stays: " + why.getMessage(),
        new byte[0]);
  }

  @Override
  public void processBroadcastElement(
      ActiveRelease release, Context context, Collector<EncodingRequest> out) throws Exception {
    try {
      LiveReleases.activate(release, context.getBroadcastState(ACTIVE_RELEASE));
    } catch (RuntimeException e) {
      releasesRefused.inc();
      LOG.error("The release is refused and the active one stays: {}", e.getMessage());
      context.output(REFUSED, refused(release, e));
      return;
    }
    context.applyToKeyedState(
        HistoryState.VERSIONS,
        (person, versions) -> {
          if (!versions.isEmpty()) {
            due.put(Cause.Kind.NEW_RELEASE, true);
          }
        });
    anybodyIsDue = true;
  }
}
