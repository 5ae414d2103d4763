package dev.norn.ingestion.topic;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * The one wire form of a life event: Avro, single-object encoding, schema {@code
 * avro/life-event-2.avsc}; version 1 is read too. Not thread-safe.
 */
public final class LifeEventSerde {

  private final AvroRecords records =
      new AvroRecords("/avro/life-event-2.avsc", "/avro/life-event-1.avsc");
  private final Schema kinds = records.schema().getField("kind").schema();

  public byte[] toBytes(LifeEvent event) {
    GenericRecord record = new GenericData.Record(records.schema());
    record.put("person", event.person().value());
    record.put("register", event.register());
    record.put("row", event.row());
    record.put("occurred", Math.toIntExact(event.occurred().toEpochDay()));
    record.put("until", event.until() == null ? null : Math.toIntExact(event.until().toEpochDay()));
    record.put("recorded", ChronoUnit.MICROS.between(Instant.EPOCH, event.recorded()));
    record.put("revision", event.revision());
    record.put("kind", new GenericData.EnumSymbol(kinds, event.kind().name()));
    // In order of name: equal events are equal bytes, in every process.
    record.put("fields", new TreeMap<>(event.fields()));
    return records.encode(record);
  }

  /**
   * @throws WireFormatException when the bytes are no life event: another schema, cut short, or
   *     content that a life event refuses
   */
  public LifeEvent fromBytes(byte[] bytes) throws WireFormatException {
    GenericRecord record = records.decode(bytes);
    try {
      Object until = record.get("until");
      return new LifeEvent(
          new PersonId(record.get("person").toString()),
          record.get("register").toString(),
          record.get("row").toString(),
          LocalDate.ofEpochDay((Integer) record.get("occurred")),
          until == null ? null : LocalDate.ofEpochDay((Integer) until),
          Instant.EPOCH.plus((Long) record.get("recorded"), ChronoUnit.MICROS),
          (Integer) record.get("revision"),
          EventKind.valueOf(record.get("kind").toString()),
          strings((Map<?, ?>) record.get("fields")));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new WireFormatException("a life event with content that it must not have", e);
    }
  }

  private static Map<String, String> strings(Map<?, ?> fields) {
    Map<String, String> strings = new HashMap<>();
    fields.forEach((name, value) -> strings.put(name.toString(), value.toString()));
    return strings;
  }
}
