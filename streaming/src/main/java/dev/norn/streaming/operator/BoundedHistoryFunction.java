package dev.norn.streaming.operator;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The history of each person once all events have been read. In batch mode Flink hands over one
 * person after the other, so memory does not grow with the population; a forgotten person gives
 * nothing.
 */
public final class BoundedHistoryFunction
    extends KeyedProcessFunction<String, LifeEvent, PersonFacts> {
  private static final long serialVersionUID = 1L;

  private transient MapState<String, LifeEvent> versions;

  @Override
  public void open(OpenContext context) {
    versions = getRuntimeContext().getMapState(HistoryState.VERSIONS);
  }

  @Override
  public void processElement(LifeEvent event, Context context, Collector<PersonFacts> out)
      throws Exception {
    versions.put(event.contentHash(), event);
    // Fires when the person's last event has been read.
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<PersonFacts> out)
      throws Exception {
    List<LifeEvent> all = new ArrayList<>();
    boolean forgotten = false;
    for (LifeEvent version : versions.values()) {
      forgotten |= version.kind() == EventKind.FORGOTTEN;
      all.add(version);
    }
    versions.clear();
    if (!forgotten) {
      all.sort(LifeEvent.BY_VERSION);
      out.collect(new PersonFacts(context.getCurrentKey(), all));
    }
  }
}
