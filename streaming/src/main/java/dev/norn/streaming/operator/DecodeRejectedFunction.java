package dev.norn.streaming.operator;

import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectedRowSerde;
import dev.norn.ingestion.topic.WireFormatException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages of the rejected topic to rejected rows. */
public final class DecodeRejectedFunction extends ProcessFunction<WireMessage, RejectedRow> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(DecodeRejectedFunction.class);

  private transient RejectedRowSerde serde;

  @Override
  public void open(OpenContext context) {
    serde = new RejectedRowSerde();
  }

  @Override
  public void processElement(WireMessage message, Context context, Collector<RejectedRow> out) {
    try {
      out.collect(serde.fromBytes(message.value()));
    } catch (WireFormatException e) {
      // It stays on the topic; sending it there once more would never end.
      LOG.warn("[{}:{}] {}", message.source(), message.offset(), e.getMessage());
    }
  }
}
