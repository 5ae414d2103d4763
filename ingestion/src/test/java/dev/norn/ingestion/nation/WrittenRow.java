package dev.norn.ingestion.nation;

import dev.norn.event.RegisterDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One version of a row as it stands in a register file.
 *
 * @param file relative to the study
 */
record WrittenRow(
    RegisterDefinition definition, Path file, List<String> columns, List<String> cells) {

  private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd-MM-yyyy");

  String register() {
    return definition.register();
  }

  boolean isOf(String register) {
    return register().equals(register);
  }

  String get(String column) {
    return cells.get(columns.indexOf(column));
  }

  boolean says(String column, String value) {
    return get(column).equals(value);
  }

  String line() {
    return String.join(definition.source().separator(), cells);
  }

  String person() {
    return get(definition.person());
  }

  String fact() {
    String key = definition.row().stream().map(this::get).collect(Collectors.joining("/"));
    return register() + "/" + key;
  }

  LocalDate occurred() {
    return day(definition.occurred());
  }

  /** Null where the row states none. */
  LocalDate until() {
    boolean stated = definition.until() != null && !get(definition.until().column()).isEmpty();
    return stated ? day(definition.until()) : null;
  }

  Instant recorded() {
    return Instant.parse(get(definition.recorded().column()));
  }

  int revision() {
    return Integer.parseInt(get(definition.revision().column()));
  }

  boolean isWithdrawn() {
    return definition.kind().retracted().contains(get(definition.kind().column()));
  }

  private LocalDate day(RegisterDefinition.DateColumn date) {
    DateTimeFormatter format =
        switch (date.format()) {
          case "dd-MM-yyyy" -> DAY_FIRST;
          case "yyyyMMdd" -> DateTimeFormatter.BASIC_ISO_DATE;
          case "yyyy-MM-dd" -> DateTimeFormatter.ISO_LOCAL_DATE;
          default -> throw new IllegalArgumentException(date.format());
        };
    return LocalDate.parse(get(date.column()), format);
  }

  @Override
  public String toString() {
    return file + ": " + cells;
  }
}
