package dev.norn.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How one register's rows become life events and its fields become tokens; read from a {@code
 * *.register.yaml}. A new register is a new file, not new Java.
 *
 * @param register the register's name, as in every life event
 * @param order place among the registers for events of one day; smaller first
 * @param role events, or the background: one fact per person that occurred at birth
 * @param source which files, and how they are written
 * @param person the column with the register's person number
 * @param row the columns that together name a fact within the register; {@link #CONTENT} among them
 *     stands for all fields, where the register has no name for a row of its own: rows of a person
 *     that are alike in all of it are one fact
 * @param occurred the column and form of the date; null when {@code waves} gives the dates
 * @param until the last day of a state; null when the register has none
 * @param recorded where register time comes from; null: midnight UTC of the day it occurred
 * @param revision the column with the version number, or null
 * @param kind which rows withdraw a fact, or null when the register never does
 * @param where only rows that each of these holds for; empty for all
 * @param waves for panel files: which columns hold which wave; null otherwise
 * @param missing codes that mean "missing" in every field
 * @param fields in the order of their tokens within the event sentence
 * @param kin the columns with the person numbers of kin, which no token is made of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegisterDefinition(
    String register,
    int order,
    Role role,
    Source source,
    String person,
    List<String> row,
    DateColumn occurred,
    DateColumn until,
    Recorded recorded,
    RevisionColumn revision,
    KindColumn kind,
    @JsonFormat(
            with = {
              JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
              JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
            })
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Where> where,
    Waves waves,
    List<String> missing,
    List<Field> fields,
    // Not written where there is none: the ledger of files knows a definition by its text.
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Kin> kin) {

  /** In {@link #row}: the content of all fields. */
  public static final String CONTENT = "*";

  /** What a register's events are to the sequence. */
  public enum Role {
    events,
    background
  }

  public RegisterDefinition {
    Objects.requireNonNull(register, "register: the name is missing");
    if (!register.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("register: use lower-case letters, digits and '-'");
    }
    Objects.requireNonNull(source, "source: say which files hold the register");
    Objects.requireNonNull(person, "person: name the column with the person number");
    role = role == null ? Role.events : role;
    row = row == null ? List.of() : List.copyOf(row);
    where = where == null ? List.of() : List.copyOf(where);
    missing = missing == null ? List.of("") : List.copyOf(missing);
    fields = fields == null ? List.of() : List.copyOf(fields);
    kin = kin == null ? List.of() : List.copyOf(kin);
    if ((occurred == null) == (waves == null)) {
      throw new IllegalArgumentException("give either 'occurred' or 'waves', not both or none");
    }
    if (waves == null && row.isEmpty()) {
      throw new IllegalArgumentException("row: name the columns that identify a fact");
    }
    Set<String> numbers = numbers(person, kin);
    Set<String> names = new HashSet<>();
    Set<String> columns = new HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("fields: '" + field.name() + "' stands twice");
      }
      if (numbers.contains(field.column()) && field.modulo() == null) {
        throw new IllegalArgumentException(
            "fields: '"
                + field.name()
                + "' would carry the "
                + (field.column().equals(person) ? "person number" : "number of kin")
                + "; take it out");
      }
      columns.add(field.column());
    }
    fields.forEach(field -> field.refuseUnlessByFieldOf(names));
    if (waves != null) {
      waves.refuseColumnsOutside(columns);
    }
  }

  /** Columns with person numbers, of the person and of kin. */
  private static Set<String> numbers(String person, List<Kin> kin) {
    Set<String> numbers = new HashSet<>(Set.of(person));
    Set<String> names = new HashSet<>();
    for (Kin each : kin) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException("kin: '" + each.name() + "' stands twice");
      }
      if (each.column().equals(person)) {
        throw new IllegalArgumentException(
            "kin: '" + each.name() + "' names the person's own column; name the one of the kin");
      }
      numbers.add(each.column());
    }
    return numbers;
  }

  /** Whether a column holds person numbers, which become pseudonyms wherever they are kept. */
  public boolean holdsNumbers(String column) {
    return column.equals(person) || kin.stream().anyMatch(each -> each.column().equals(column));
  }

  /**
   * @param files a glob, matched within the data folder: against a file's name or, where it holds a
   *     slash or two stars, against its path from there; names ending in .gz are read through
   * @param format csv or parquet
   * @param separator between CSV columns; default a comma
   * @param charset of a CSV file; default UTF-8
   */
  public record Source(String files, Format format, String separator, String charset) {

    /** How a register's files are written. */
    public enum Format {
      csv,
      parquet
    }

    public Source {
      Objects.requireNonNull(files, "source.files: give a glob");
      format = format == null ? Format.csv : format;
      separator = separator == null ? "," : separator;
      charset = charset == null ? "UTF-8" : charset;
      if (separator.length() != 1) {
        throw new IllegalArgumentException("source.separator: one character, got " + separator);
      }
      if (!charset.matches("[\\w.:-]+") || !Charset.isSupported(charset)) {
        throw new IllegalArgumentException(
            "source.charset: '" + charset + "' is not known; write one such as ISO-8859-1");
      }
    }
  }

  /**
   * @param column holding the date
   * @param format a java.time pattern, {@code days-since} or {@code years-before} a day, or {@code
   *     decimal-year}; default yyyy-MM-dd
   * @param complete for a column with part of a date only: the text that makes it whole, with %s
   *     where the column's value goes, such as 19%s-07-01 for two digits of a year; or null
   * @param relativeTo moves the date, for registers whose landmark is an event; or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DateColumn(String column, String format, String complete, RelativeTo relativeTo) {
    public DateColumn {
      Objects.requireNonNull(column, "a date needs its column");
      format = format == null ? "yyyy-MM-dd" : format;
      DatePattern.check(format);
      if (complete != null && complete.split("%s", -1).length != 2) {
        throw new IllegalArgumentException(
            "complete: '" + complete + "' must hold %s once, such as 19%s-07-01");
      }
    }

    public DateColumn(String column, String format, String complete) {
      this(column, format, complete, null);
    }

    public DateColumn(String column, String format) {
      this(column, format, null);
    }

    /** What {@link #format} reads, for a value of the column. */
    public String whole(String value) {
      return complete == null ? value : complete.replace("%s", value);
    }
  }

  /**
   * Puts an event of each life, such as a first diagnosis, on one day for all, and moves the dates
   * around it by as much: the landmark can then be that event. The distance between a person's
   * dates is kept, the calendar is lost.
   *
   * @param column with the date of the event, in the same row
   * @param format as of a date column
   * @param day the day that stands for the event, yyyy-MM-dd
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RelativeTo(String column, String format, String day) {
    public RelativeTo {
      Objects.requireNonNull(column, "relative-to.column: name the column with the event's date");
      Objects.requireNonNull(day, "relative-to.day: give the day that stands for the event");
      format = format == null ? "yyyy-MM-dd" : format;
      DatePattern.check(format);
      DatePattern.day("relative-to.day", day);
    }
  }

  /**
   * Register time: a column of ISO instants, or so many days after the event occurred.
   *
   * @param column with ISO-8601 instants, or null
   * @param lagDays days after {@code occurred}, counted at midnight UTC, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Recorded(String column, Integer lagDays) {
    public Recorded {
      if ((column == null) == (lagDays == null)) {
        throw new IllegalArgumentException("recorded: give either 'column' or 'lag-days'");
      }
    }
  }

  /**
   * @param column with whole numbers from 0
   */
  public record RevisionColumn(String column) {
    public RevisionColumn {
      Objects.requireNonNull(column, "revision.column: name the column");
    }
  }

  /**
   * @param column with the row's action code
   * @param retracted codes of rows that withdraw the fact; every other row asserts it
   */
  public record KindColumn(String column, List<String> retracted) {
    public KindColumn {
      Objects.requireNonNull(column, "kind.column: name the column");
      retracted =
          List.copyOf(
              Objects.requireNonNull(retracted, "kind.retracted: list the codes that withdraw"));
    }
  }

  /**
   * Only some of the rows belong to this register: those whose column holds one of the values, or
   * none of them.
   *
   * @param in values of rows that belong here, or null
   * @param notIn values of rows that belong elsewhere, such as "" for rows without one; or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Where(String column, List<String> in, List<String> notIn) {
    public Where {
      Objects.requireNonNull(column, "where.column: name the column");
      if ((in == null) == (notIn == null)) {
        throw new IllegalArgumentException(
            "where: list either the values that belong here ('in') or those that do not"
                + " ('not-in')");
      }
      in = in == null ? null : List.copyOf(in);
      notIn = notIn == null ? null : List.copyOf(notIn);
    }

    /** Whether a row with this value belongs to the register. */
    public boolean holds(String value) {
      return in == null ? !notIn.contains(value) : in.contains(value);
    }
  }

  /**
   * One coded field of the register.
   *
   * @param name in the life event's fields
   * @param column in the file; in a panel file the name that {@link Waves.Wave#columns} resolves
   * @param token how its value becomes a token; null: carried without one
   * @param missing further codes that mean "missing" in this field
   * @param allowed if given, any other code rejects the row
   * @param modulo if given, the field is the column's whole number modulo this
   * @param optional true: files may lack the column, and the field is missing then
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Field(
      String name,
      String column,
      TokenRule token,
      List<String> missing,
      List<String> allowed,
      Integer modulo,
      Boolean optional) {
    public Field {
      Objects.requireNonNull(name, "a field needs a name");
      if (name.startsWith(LifeEvent.KIN)) {
        throw new IllegalArgumentException(
            "fields: a name that begins with '" + LifeEvent.KIN + "' is kin's; take another");
      }
      column = column == null ? name : column;
      missing = missing == null ? List.of() : List.copyOf(missing);
      allowed = allowed == null ? List.of() : List.copyOf(allowed);
      if (modulo != null && modulo < 1) {
        throw new IllegalArgumentException("modulo must be 1 or more, got " + modulo);
      }
    }

    /** Whether a file without the column is no register file. */
    public boolean needsColumn() {
      return optional == null || !optional;
    }

    private void refuseUnlessByFieldOf(Set<String> names) {
      if (token instanceof TokenRule.Quantiles rule
          && rule.byField() != null
          && !names.contains(rule.byField())) {
        throw new IllegalArgumentException(
            "fields: '"
                + name
                + "' has bins by '"
                + rule.byField()
                + "', which is no field of the register; check its spelling");
      }
    }
  }

  /**
   * Somebody else whom a row names by person number. At ingestion the number becomes a pseudonym by
   * the key of the person's own; it stands in the life event under {@link LifeEvent#kin}.
   *
   * @param name of the link, such as mother
   * @param column with the number; default the name
   * @param missing further codes that mean "not known"; a stand-in number that is not listed makes
   *     one family of all who have it
   */
  public record Kin(String name, String column, List<String> missing) {
    public Kin {
      Objects.requireNonNull(name, "kin.name: name the link, such as mother");
      if (!name.matches("[a-z][a-z0-9-]*")) {
        throw new IllegalArgumentException("kin.name: use lower-case letters, digits and '-'");
      }
      column = column == null ? name : column;
      missing = missing == null ? List.of() : List.copyOf(missing);
    }
  }

  /**
   * A panel file: one row per person, one column per wave and field.
   *
   * @param state true when the fields describe a state: an event then arises only where the state
   *     differs from the last wave that was answered, so a missed wave is not a change
   * @param rows the waves in order of time
   */
  public record Waves(boolean state, List<Wave> rows) {
    public Waves {
      rows = rows == null ? List.of() : List.copyOf(rows);
      if (rows.isEmpty()) {
        throw new IllegalArgumentException("waves.rows: name at least one wave");
      }
      if (rows.stream().map(Wave::wave).distinct().count() < rows.size()) {
        throw new IllegalArgumentException("waves.rows: two waves have one name");
      }
    }

    private void refuseColumnsOutside(Set<String> fieldColumns) {
      for (Wave wave : rows) {
        for (String column : wave.columns().keySet()) {
          if (!fieldColumns.contains(column)) {
            throw new IllegalArgumentException(
                "waves.rows: '" + column + "' is the column of no field; check its spelling");
          }
        }
      }
    }

    /**
     * @param wave names the fact within the register
     * @param occurred the day that stands for the wave, yyyy-MM-dd
     * @param columns field column name to file column
     */
    public record Wave(String wave, String occurred, Map<String, String> columns) {
      public Wave {
        Objects.requireNonNull(wave, "waves.rows.wave: name the wave");
        Objects.requireNonNull(occurred, "waves.rows.occurred: give the wave's day");
        DatePattern.day("waves.rows.occurred", occurred);
        columns = columns == null ? Map.of() : Map.copyOf(columns);
        if (columns.isEmpty()) {
          throw new IllegalArgumentException("waves.rows.columns: name at least one column");
        }
      }
    }
  }
}
