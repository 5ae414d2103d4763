package dev.norn.streaming.operator;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.WireFormatException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Life events between operators and in state, in their wire form: the bytes name their schema, so
 * that state of an earlier version can still be read.
 */
public final class LifeEventSerializer extends TypeSerializerSingleton<LifeEvent> {
  private static final long serialVersionUID = 1L;

  static final LifeEventSerializer INSTANCE = new LifeEventSerializer();

  // Flink hands one serialiser to several threads; the wire form's buffers are for one.
  private static final ThreadLocal<LifeEventSerde> SERDE =
      ThreadLocal.withInitial(LifeEventSerde::new);

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public LifeEvent createInstance() {
    return new LifeEvent(
        new PersonId("none"),
        "none",
        "none",
        LocalDate.EPOCH,
        null,
        Instant.EPOCH,
        0,
        EventKind.ASSERTED,
        Map.of());
  }

  @Override
  public LifeEvent copy(LifeEvent from) {
    return from;
  }

  @Override
  public LifeEvent copy(LifeEvent from, LifeEvent reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(LifeEvent event, DataOutputView target) throws IOException {
    byte[] bytes = SERDE.get().toBytes(event);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public LifeEvent deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    try {
      return SERDE.get().fromBytes(bytes);
    } catch (WireFormatException e) {
      throw new IOException("state or a buffer holds no life event", e);
    }
  }

  @Override
  public LifeEvent deserialize(LifeEvent reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public TypeSerializerSnapshot<LifeEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For state: which serialiser wrote it. Public and without arguments, as Flink makes it. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LifeEvent> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
