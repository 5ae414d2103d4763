package dev.norn.streaming.operator;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The history of each person once all events have been read. In batch mode Flink hands over one
 * person after the other, so memory does not grow with the population, and a person's events in any
 * order. A forgotten person gives nothing; one who came back, what was sent since.
 */
public final class BoundedHistoryFunction
    extends KeyedProcessFunction<String, PlacedEvent, PersonFacts> {
  private static final long serialVersionUID = 1L;

  /** The newest message of each version, by content hash. */
  private transient MapState<String, PlacedEvent> versions;

  @Override
  public void open(OpenContext context) {
    versions =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("placed-versions", Types.STRING, LifeEventType.PLACED));
  }

  @Override
  public void processElement(PlacedEvent event, Context context, Collector<PersonFacts> out)
      throws Exception {
    PlacedEvent known = versions.get(event.version());
    if (known == null || known.offset() < event.offset()) {
      versions.put(event.version(), event);
    }
    // Fires when the person's last event has been read.
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<PersonFacts> out)
      throws Exception {
    long forgotten = newest(EventKind.FORGOTTEN);
    if (forgotten < 0 || newest(EventKind.READMITTED) > forgotten) {
      List<LifeEvent> all = new ArrayList<>();
      for (PlacedEvent version : versions.values()) {
        EventKind kind = version.event().kind();
        if (version.offset() > forgotten
            && (kind == EventKind.ASSERTED || kind == EventKind.RETRACTED)) {
          all.add(version.event());
        }
      }
      if (!all.isEmpty()) {
        all.sort(LifeEvent.BY_VERSION);
        out.collect(new PersonFacts(context.getCurrentKey(), all));
      }
    }
    versions.clear();
  }

  /** Offset of the newest message of this kind, or -1. */
  private long newest(EventKind kind) throws Exception {
    long newest = -1;
    for (PlacedEvent version : versions.values()) {
      if (version.event().kind() == kind) {
        newest = Math.max(newest, version.offset());
      }
    }
    return newest;
  }
}
