package dev.norn.ingestion.topic;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one wire form of a life event: Avro, single-object encoding, schema {@code
 * avro/life-event-2.avsc}; version 1 is read too. Not thread-safe.
 *
 * <p>Written out by hand, since every message is read and written several times on its way: through
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

  private final AvroBytes bytes = new AvroBytes();

  public byte[] toBytes(LifeEvent event) {
    bytes
        .begin(FORM.header())
        .text(event.person().value())
        .text(event.register())
        .text(event.row())
        .number(Math.toIntExact(event.occurred().toEpochDay()));
    if (event.until() == null) {
      bytes.number(0);
    } else {
      bytes.number(1).number(Math.toIntExact(event.until().toEpochDay()));
    }
    bytes
        .number(micros(event.recorded()))
        .number(event.revision())
        .number(KINDS.indexOf(event.kind()));
    if (!event.fields().isEmpty()) {
      bytes.number(event.fields().size());
      // In order of name: equal events are equal bytes, in every process.
      new TreeMap<>(event.fields()).forEach((name, value) -> bytes.text(name).text(value));
    }
    return bytes.number(0).toBytes();
  }

  /**
   * @throws WireFormatException when the bytes are no life event: another schema, cut short, or
   *     content that a life event refuses
   */
  public LifeEvent fromBytes(byte[] bytes) throws WireFormatException {
    List<EventKind> kinds = kinds(bytes);
    try {
      AvroParts parts = new AvroParts(bytes, FORM.header().length);
      return new LifeEvent(
          new PersonId(parts.text()),
          parts.text(),
          parts.text(),
          LocalDate.ofEpochDay(parts.integer()),
          until(parts),
          instant(parts.number()),
          parts.integer(),
          kind(kinds, parts.integer()),
          fields(parts));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new WireFormatException("a life event cut short, or with what it must not have", e);
    }
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

  private static LocalDate until(AvroParts parts) {
    return switch (parts.integer()) {
      case 0 -> null;
      case 1 -> LocalDate.ofEpochDay(parts.integer());
      default -> throw new IllegalArgumentException("a union has no such branch");
    };
  }

  private static EventKind kind(List<EventKind> kinds, int place) {
    if (place < 0 || place >= kinds.size()) {
      throw new IllegalArgumentException("an enumeration has no such symbol");
    }
    return kinds.get(place);
  }

  private static Map<String, String> fields(AvroParts parts) {
    Map<String, String> fields = new HashMap<>();
    for (long entries = parts.block(); entries > 0; entries = parts.block()) {
      for (long entry = 0; entry < entries; entry++) {
        fields.put(parts.text(), parts.text());
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
