package dev.norn.ingestion.register;

import dev.norn.event.DatePattern;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.DateColumn;
import dev.norn.event.RegisterDefinition.Field;
import dev.norn.event.RegisterDefinition.Kin;
import dev.norn.event.RegisterDefinition.RelativeTo;
import dev.norn.event.RegisterDefinition.Waves.Wave;
import dev.norn.event.TokenRule;
import dev.norn.ingestion.topic.RejectionReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Turns the rows of one register, as its definition says, into life events. Not thread-safe. */
public final class RowMapper {

  private final RegisterDefinition definition;
  private final Pseudonyms pseudonyms;

  public RowMapper(RegisterDefinition definition, Pseudonyms pseudonyms) {
    this.definition = definition;
    this.pseudonyms = pseudonyms;
  }

  /** Every column that a file of this register must have. */
  public Set<String> columns() {
    Set<String> columns = new TreeSet<>(definition.row());
    columns.remove(RegisterDefinition.CONTENT);
    columns.add(definition.person());
    definition.kin().forEach(kin -> columns.add(kin.column()));
    if (definition.waves() != null) {
      definition.waves().rows().forEach(wave -> columns.addAll(wave.columns().values()));
    } else {
      definition.fields().stream()
          .filter(Field::needsColumn)
          .forEach(field -> columns.add(field.column()));
      addColumns(definition.occurred(), columns);
    }
    if (definition.until() != null) {
      addColumns(definition.until(), columns);
    }
    if (definition.recorded() != null && definition.recorded().column() != null) {
      columns.add(definition.recorded().column());
    }
    if (definition.revision() != null) {
      columns.add(definition.revision().column());
    }
    if (definition.kind() != null) {
      columns.add(definition.kind().column());
    }
    definition.where().forEach(where -> columns.add(where.column()));
    return columns;
  }

  private static void addColumns(DateColumn date, Set<String> columns) {
    columns.add(date.column());
    if (date.relativeTo() != null) {
      columns.add(date.relativeTo().column());
    }
  }

  ParsedRow map(Row row) {
    try {
      if (!definition.where().stream()
          .allMatch(where -> where.holds(row.get(where.column()).strip()))) {
        return new ParsedRow.Elsewhere();
      }
      PersonId person = person(row);
      return new ParsedRow.Accepted(
          definition.waves() == null ? List.of(event(row, person)) : waves(row, person));
    } catch (RowRefused refused) {
      return new ParsedRow.Rejected(refused.reason, refused.getMessage());
    }
  }

  private PersonId person(Row row) throws RowRefused {
    String number = row.get(definition.person()).strip();
    if (number.isEmpty() || definition.missing().contains(number)) {
      throw new RowRefused(
          RejectionReason.MISSING_PERSON,
          "column " + definition.person() + " holds no person number");
    }
    return pseudonyms.of(number);
  }

  private LifeEvent event(Row row, PersonId person) throws RowRefused {
    LocalDate occurred = date(row, definition.occurred());
    LocalDate until = null;
    if (definition.until() != null
        && !isMissing(row.get(definition.until().column()).strip(), List.of())) {
      until = date(row, definition.until());
      if (until.isBefore(occurred)) {
        throw new RowRefused(
            RejectionReason.INCONSISTENT_ROW,
            "column "
                + definition.until().column()
                + " lies before column "
                + definition.occurred().column());
      }
    }
    Map<String, String> fields = fields(row, Map.of());
    return new LifeEvent(
        person,
        definition.register(),
        rowName(row, person, fields),
        occurred,
        until,
        recorded(row, occurred),
        revision(row),
        kind(row),
        withKin(row, fields));
  }

  /** A panel row: one event per wave, for a state only where it changed since the last answer. */
  private List<LifeEvent> waves(Row row, PersonId person) throws RowRefused {
    List<LifeEvent> events = new ArrayList<>();
    Map<String, String> last = Map.of();
    for (Wave wave : definition.waves().rows()) {
      Map<String, String> fields = fields(row, wave.columns());
      boolean repeated = definition.waves().state() && fields.equals(last);
      // No answer at all is a missed wave: neither an event nor a change.
      if (fields.isEmpty() || repeated) {
        continue;
      }
      last = fields;
      LocalDate occurred = LocalDate.parse(wave.occurred());
      events.add(
          new LifeEvent(
              person,
              definition.register(),
              wave.wave(),
              occurred,
              null,
              recorded(row, occurred),
              revision(row),
              kind(row),
              withKin(row, fields)));
    }
    return events;
  }

  private Map<String, String> withKin(Row row, Map<String, String> fields) {
    if (definition.kin().isEmpty()) {
      return fields;
    }
    Map<String, String> all = new HashMap<>(fields);
    for (Kin kin : definition.kin()) {
      String number = row.get(kin.column()).strip();
      if (!isMissing(number, kin.missing())) {
        all.put(LifeEvent.KIN + kin.name(), pseudonyms.of(number).value());
      }
    }
    return all;
  }

  private String rowName(Row row, PersonId person, Map<String, String> fields) throws RowRefused {
    List<String> parts = new ArrayList<>();
    for (String column : definition.row()) {
      if (column.equals(RegisterDefinition.CONTENT)) {
        parts.add(ContentName.of(fields));
        continue;
      }
      String part = row.get(column).strip();
      if (definition.holdsNumbers(column) && !part.isEmpty()) {
        // What is named by a person is named by the pseudonym, never by the number.
        part = column.equals(definition.person()) ? person.value() : pseudonyms.of(part).value();
      }
      if (part.isEmpty()) {
        throw new RowRefused(
            RejectionReason.MISSING_ROW_NAME, "column " + column + " names no fact: it is empty");
      }
      parts.add(part);
    }
    return String.join("/", parts);
  }

  private Map<String, String> fields(Row row, Map<String, String> waveColumns) throws RowRefused {
    Map<String, String> fields = new HashMap<>();
    for (Field field : definition.fields()) {
      String column = waveColumns.isEmpty() ? field.column() : waveColumns.get(field.column());
      String value = column == null ? "" : row.get(column).strip();
      if (!isMissing(value, field.missing())) {
        fields.put(field.name(), checked(field, column, value));
      }
    }
    return fields;
  }

  private String checked(Field field, String column, String value) throws RowRefused {
    if (field.modulo() != null) {
      return Long.toString(Math.floorMod(wholeNumber(column, value), field.modulo()));
    }
    if (!field.allowed().isEmpty() && !field.allowed().contains(value)) {
      throw new RowRefused(
          RejectionReason.UNKNOWN_CODE,
          "column " + column + " holds a code outside the " + field.allowed().size() + " allowed");
    }
    if (field.token() instanceof TokenRule.Quantiles && !isNumber(value)) {
      throw new RowRefused(
          RejectionReason.UNPARSEABLE_NUMBER, "column " + column + " is not a number");
    }
    if (field.token() instanceof TokenRule.DatePart part) {
      parse(column, value, part.format());
    }
    return value;
  }

  private boolean isMissing(String value, List<String> fieldCodes) {
    return value.isEmpty() || definition.missing().contains(value) || fieldCodes.contains(value);
  }

  private Instant recorded(Row row, LocalDate occurred) throws RowRefused {
    if (definition.recorded() == null || definition.recorded().lagDays() != null) {
      int lag = definition.recorded() == null ? 0 : definition.recorded().lagDays();
      return occurred.plusDays(lag).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    String column = definition.recorded().column();
    try {
      Instant recorded = Instant.parse(row.get(column).strip());
      if (inCalendar(recorded.atOffset(ZoneOffset.UTC).getYear())) {
        return recorded;
      }
    } catch (DateTimeException e) {
      throw noInstant(column);
    }
    throw noInstant(column);
  }

  private int revision(Row row) throws RowRefused {
    if (definition.revision() == null) {
      return 0;
    }
    String column = definition.revision().column();
    long revision = wholeNumber(column, row.get(column).strip());
    if (revision < 0 || revision > Integer.MAX_VALUE) {
      throw new RowRefused(
          RejectionReason.UNPARSEABLE_NUMBER, "column " + column + " must be 0 or more");
    }
    return (int) revision;
  }

  private EventKind kind(Row row) {
    return definition.kind() != null
            && definition.kind().retracted().contains(row.get(definition.kind().column()).strip())
        ? EventKind.RETRACTED
        : EventKind.ASSERTED;
  }

  private LocalDate date(Row row, DateColumn column) throws RowRefused {
    LocalDate date =
        parse(column.column(), column.whole(row.get(column.column()).strip()), column.format());
    RelativeTo event = column.relativeTo();
    if (event == null) {
      return date;
    }
    LocalDate day = parse(event.column(), row.get(event.column()).strip(), event.format());
    return LocalDate.parse(event.day()).plusDays(ChronoUnit.DAYS.between(day, date));
  }

  private LocalDate parse(String column, String value, String format) throws RowRefused {
    try {
      LocalDate date = DatePattern.read(format, value);
      if (inCalendar(date.getYear())) {
        return date;
      }
    } catch (DateTimeException e) {
      throw noDate(column, format);
    }
    throw noDate(column, format);
  }

  // Years beyond four digits are slips of the pen, and past what days and microseconds can count.
  private static boolean inCalendar(int year) {
    return year >= 1 && year <= 9999;
  }

  private static RowRefused noDate(String column, String format) {
    return new RowRefused(
        RejectionReason.UNPARSEABLE_DATE,
        "column " + column + " is not a date in the form " + format);
  }

  private static RowRefused noInstant(String column) {
    return new RowRefused(
        RejectionReason.UNPARSEABLE_DATE,
        "column " + column + " is not an instant in the form 2020-01-31T12:00:00Z");
  }

  private static boolean isNumber(String value) {
    try {
      return Double.isFinite(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static long wholeNumber(String column, String value) throws RowRefused {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new RowRefused(
          RejectionReason.UNPARSEABLE_NUMBER, "column " + column + " is not a whole number");
    }
  }

  /** Leaves the mapping of a row; becomes a {@link ParsedRow.Rejected} and goes no further. */
  private static final class RowRefused extends Exception {
    private static final long serialVersionUID = 1L;
    private final RejectionReason reason;

    RowRefused(RejectionReason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }
  }
}
