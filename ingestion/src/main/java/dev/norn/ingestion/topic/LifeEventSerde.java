package dev.norn.ingestion.topic;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/**
 * The one wire form of a life event: Avro, single-object encoding, schema {@code
 * avro/life-event-2.avsc}; version 1 is read too. Not thread-safe.
 *
 * <p>Field by field, since every message is read and written several times on its way: through
 * Avro's generic records that is most of the work. Both versions have the same fields in the same
 * order.
 */
public final class LifeEventSerde {

  private static final AvroForm FORM = AvroForm.of("/avro/life-event-2.avsc");
  private static final AvroForm EARLIER = AvroForm.of("/avro/life-event-1.avsc");
  private static final List<EventKind> KINDS = FORM.symbols("kind", EventKind::valueOf);
  private static final List<EventKind> EARLIER_KINDS = EARLIER.symbols("kind", EventKind::valueOf);

  private static final int MILLION = 1_000_000;
  private static final int THOUSAND = 1_000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;

  public byte[] toBytes(LifeEvent event) {
    bytes.reset();
    encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
    try {
      bytes.write(FORM.header());
      write(event, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(LifeEvent event, Encoder to) throws IOException {
    to.writeString(event.person().value());
    to.writeString(event.register());
    to.writeString(event.row());
    to.writeInt(Math.toIntExact(event.occurred().toEpochDay()));
    to.writeIndex(event.until() == null ? 0 : 1);
    if (event.until() != null) {
      to.writeInt(Math.toIntExact(event.until().toEpochDay()));
    }
    to.writeLong(micros(event.recorded()));
    to.writeInt(event.revision());
    to.writeEnum(KINDS.indexOf(event.kind()));
    to.writeMapStart();
    to.setItemCount(event.fields().size());
    // In order of name: equal events are equal bytes, in every process.
    for (Map.Entry<String, String> field : new TreeMap<>(event.fields()).entrySet()) {
      to.startItem();
      to.writeString(field.getKey());
      to.writeString(field.getValue());
    }
    to.writeMapEnd();
  }

  /**
   * @throws WireFormatException when the bytes are of no known schema, are cut short, or hold
   *     content that a life event refuses
   */
  public LifeEvent fromBytes(byte[] bytes) throws WireFormatException {
    List<EventKind> kinds = kinds(bytes);
    int from = FORM.header().length;
    decoder = DecoderFactory.get().binaryDecoder(bytes, from, bytes.length - from, decoder);
    try {
      return read(decoder, kinds);
    } catch (IOException | RuntimeException e) {
      throw new WireFormatException("a life event cut short, or with what it must not have", e);
    }
  }

  private static LifeEvent read(Decoder from, List<EventKind> kinds) throws IOException {
    return new LifeEvent(
        new PersonId(from.readString()),
        from.readString(),
        from.readString(),
        LocalDate.ofEpochDay(from.readInt()),
        until(from),
        instant(from.readLong()),
        from.readInt(),
        kinds.get(from.readEnum()),
        fields(from));
  }

  private static List<EventKind> kinds(byte[] bytes) throws WireFormatException {
    if (FORM.begins(bytes)) {
      return KINDS;
    }
    if (EARLIER.begins(bytes)) {
      return EARLIER_KINDS;
    }
    throw new WireFormatException(
        "not a message of schema " + FORM.name() + " that this version knows", null);
  }

  private static LocalDate until(Decoder from) throws IOException {
    return switch (from.readIndex()) {
      case 0 -> null;
      case 1 -> LocalDate.ofEpochDay(from.readInt());
      default -> throw new IllegalArgumentException("a union has no such branch");
    };
  }

  private static Map<String, String> fields(Decoder from) throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (long entries = from.readMapStart(); entries > 0; entries = from.mapNext()) {
      for (long entry = 0; entry < entries; entry++) {
        fields.put(from.readString(), from.readString());
      }
    }
    return fields;
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MILLION), instant.getNano() / THOUSAND);
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MILLION), (long) Math.floorMod(micros, MILLION) * THOUSAND);
  }
}
