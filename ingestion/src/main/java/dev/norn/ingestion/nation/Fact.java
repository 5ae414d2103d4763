package dev.norn.ingestion.nation;

import java.time.LocalDate;
import java.util.List;

/**
 * Something true of a life, before any register has written it down.
 *
 * @param row number of the row, unique in its file
 * @param known first day on which the register could know it
 * @param content the content columns, in the file's order; blank where nothing applies
 * @param ended for an open spell the first day its end could be known, else null
 * @param whenEnded the content once the end is known; the same as content when never open
 */
record Fact(
    RegisterFile file,
    long row,
    LocalDate occurred,
    LocalDate known,
    List<String> content,
    LocalDate ended,
    List<String> whenEnded) {

  Fact {
    content = List.copyOf(content);
    whenEnded = List.copyOf(whenEnded);
  }
}
