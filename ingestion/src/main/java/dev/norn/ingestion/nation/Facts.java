package dev.norn.ingestion.nation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The facts of one life, in the order in which the processes told them. */
final class Facts {
  /** Rows that one person may have in one file. */
  private static final long ROWS_PER_PERSON = 10_000;

  private final long firstRow;
  private final List<Fact> all = new ArrayList<>();
  private final Map<RegisterFile, Long> rows = new EnumMap<>(RegisterFile.class);

  Facts(int person) {
    firstRow = (person + 1) * ROWS_PER_PERSON;
  }

  void add(RegisterFile file, LocalDate occurred, LocalDate known, String... content) {
    List<String> columns = List.of(content);
    all.add(new Fact(file, nextRow(file), occurred, known, columns, null, columns));
  }

  void addSpell(
      RegisterFile file,
      LocalDate occurred,
      List<String> open,
      LocalDate ended,
      List<String> whenEnded) {
    all.add(new Fact(file, nextRow(file), occurred, occurred, open, ended, whenEnded));
  }

  long nextRow(RegisterFile file) {
    long used = rows.merge(file, 1L, Long::sum);
    if (used >= ROWS_PER_PERSON) {
      throw new IllegalStateException(
          "[%s] a life has more than %d rows; lower the hazards of nation/parameters.yaml"
              .formatted(file, ROWS_PER_PERSON));
    }
    return firstRow + used;
  }

  List<Fact> all() {
    return all;
  }
}
