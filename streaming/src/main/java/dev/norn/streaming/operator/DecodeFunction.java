package dev.norn.streaming.operator;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;
import dev.norn.ingestion.topic.WireFormatException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Messages to life events; what is none goes to {@link #REJECTED} and the job goes on. */
public final class DecodeFunction extends ProcessFunction<WireMessage, LifeEvent> {
  private static final long serialVersionUID = 1L;

  /** Messages that are no life events. */
  public static final OutputTag<RejectedRow> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(RejectedRow.class));

  private transient LifeEventSerde serde;

  @Override
  public void open(OpenContext context) {
    serde = new LifeEventSerde();
  }

  @Override
  public void processElement(WireMessage message, Context context, Collector<LifeEvent> out) {
    try {
      out.collect(serde.fromBytes(message.value()));
    } catch (WireFormatException e) {
      // The topic keeps the message; its place leads back to it.
      context.output(
          REJECTED,
          new RejectedRow(
              message.source(),
              message.offset(),
              null,
              RejectionReason.UNDECODABLE_MESSAGE,
              e.getMessage(),
              new byte[0]));
    }
  }
}
