package dev.norn.streaming.operator;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.MessageDecoder;
import dev.norn.ingestion.topic.RejectedRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Messages to life events and erasures; what is refused goes to {@link #REJECTED}, that it lies on
 * the topic to its person, and the job goes on.
 */
public final class DecodeFunction extends ProcessFunction<WireMessage, PlacedEvent> {
  private static final long serialVersionUID = 1L;

  /** Messages that are no life events, or events that cannot be. */
  public static final OutputTag<RejectedRow> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(RejectedRow.class));

  private final HashSet<String> registers;
  private transient MessageDecoder decoder;
  private transient RejectedCounter rejected;

  /**
   * @param registers that facts may be of; empty for any
   */
  public DecodeFunction(Set<String> registers) {
    this.registers = new HashSet<>(registers);
  }

  @Override
  public void open(OpenContext context) {
    decoder = new MessageDecoder(registers);
    rejected = RejectedCounter.ofMessages(getRuntimeContext().getMetricGroup().addGroup("norn"));
  }

  @Override
  public void processElement(WireMessage message, Context context, Collector<PlacedEvent> out) {
    if (message.value() == null) {
      out.collect(PlacedEvent.without(PlacedEvent.Content.ERASURE, message));
      return;
    }
    try {
      LifeEvent event =
          decoder.decode(message.key(), message.value(), Instant.ofEpochMilli(message.sent()));
      out.collect(PlacedEvent.of(event, message));
    } catch (MessageDecoder.Refused refused) {
      rejected.count(refused.reason());
      if (EventKey.isOne(message.key())) {
        out.collect(PlacedEvent.without(PlacedEvent.Content.REFUSED, message));
      }
      // The topic keeps the message; its place leads back to it.
      context.output(
          REJECTED,
          new RejectedRow(
              message.source(),
              message.offset(),
              null,
              refused.reason(),
              refused.getMessage(),
              new byte[0]));
    }
  }
}
