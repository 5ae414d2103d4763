package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.ActiveRelease;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each person's history and asks for an encoding once the person has been quiet for a while,
 * and for everybody when a release becomes active.
 *
 * <p>State per person: every version ({@link HistoryState}), the newest cause while a timer is
 * pending, and whether the person is forgotten. Only forgetting clears versions; the flag stays, so
 * that a replayed or late event does not bring the person back.
 */
public final class LiveHistoryFunction
    extends KeyedBroadcastProcessFunction<String, LifeEvent, ActiveRelease, EncodingRequest> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LiveHistoryFunction.class);

  /** The active release under one key, on every subtask alike. */
  public static final MapStateDescriptor<String, String> ACTIVE_RELEASE =
      new MapStateDescriptor<>("active-release", Types.STRING, Types.STRING);

  /** Pseudonyms of people whose rows are to be deleted. */
  public static final OutputTag<String> FORGOTTEN = new OutputTag<>("forgotten", Types.STRING);

  private static final String ACTIVE = "active";

  private final String cohortJson;
  private final long quietMillis;

  private transient Cohort cohort;
  private transient HistoryState history;
  private transient ValueState<Cause> pending;
  private transient ValueState<Boolean> forgotten;
  private transient SequenceWriter writer;
  private transient String writerFolder;

  /**
   * @param quietMillis a person is encoded this long after the first change since the last encoding
   */
  public LiveHistoryFunction(Cohort cohort, long quietMillis) {
    this.cohortJson = DefinitionFile.toJson(cohort);
    this.quietMillis = quietMillis;
  }

  @Override
  public void open(OpenContext context) {
    cohort = DefinitionFile.fromJson(cohortJson, Cohort.class);
    history = new HistoryState(getRuntimeContext());
    pending =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("pending", TypeInformation.of(Cause.class)));
    forgotten =
        getRuntimeContext().getState(new ValueStateDescriptor<>("forgotten", Types.BOOLEAN));
  }

  @Override
  public void processElement(
      LifeEvent event, ReadOnlyContext context, Collector<EncodingRequest> out) throws Exception {
    if (forgotten.value() != null) {
      return;
    }
    if (event.kind() == EventKind.FORGOTTEN) {
      history.clear();
      pending.clear();
      forgotten.update(true);
      context.output(FORGOTTEN, context.getCurrentKey());
      return;
    }
    boolean factKnown = history.knowsFact(event);
    if (!history.add(event)) {
      return;
    }
    if (pending.value() == null) {
      context
          .timerService()
          .registerProcessingTimeTimer(
              context.timerService().currentProcessingTime() + quietMillis);
    }
    pending.update(Cause.of(event, factKnown));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<EncodingRequest> out)
      throws Exception {
    Cause cause = pending.value();
    pending.clear();
    String folder = context.getBroadcastState(ACTIVE_RELEASE).get(ACTIVE);
    if (cause != null && folder != null) {
      out.collect(writer(folder).write(context.getCurrentKey(), history.history(), cause));
    }
  }

  @Override
  public void processBroadcastElement(
      ActiveRelease release, Context context, Collector<EncodingRequest> out) throws Exception {
    SequenceWriter activated;
    try {
      activated = writer(release.folder());
    } catch (RuntimeException e) {
      LOG.error("The release is refused and the active one stays: {}", e.getMessage());
      return;
    }
    context.getBroadcastState(ACTIVE_RELEASE).put(ACTIVE, release.folder());
    context.applyToKeyedState(
        HistoryState.VERSIONS,
        (person, versions) -> {
          if (!versions.isEmpty()) {
            out.collect(activated.write(person, HistoryState.history(versions), Cause.NEW_RELEASE));
          }
        });
  }

  private SequenceWriter writer(String folder) {
    if (!folder.equals(writerFolder)) {
      writer = SequenceWriter.open(cohort, folder);
      writerFolder = folder;
    }
    return writer;
  }
}
