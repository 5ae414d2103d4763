package dev.norn.model.split;

import dev.norn.cohort.Split;
import dev.norn.cohort.SplitList;
import dev.norn.event.DefinitionException;
import dev.norn.event.PersonId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of a list in their order; what is wrong with one is said with its place. */
final class SplitRows {

  private static final String SIDES =
      Arrays.stream(Split.values()).map(Split::label).collect(Collectors.joining(", "));

  private final Path file;
  private final boolean parquet;
  private final SplitList.Builder people = new SplitList.Builder();
  private int read;

  SplitRows(Path file, boolean parquet) {
    this.file = file;
    this.parquet = parquet;
  }

  void requireColumns(List<String> found, String... wanted) {
    List<String> missing = Arrays.stream(wanted).filter(name -> !found.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new DefinitionException(
          "["
              + file
              + "] the list has no column "
              + String.join(", ", missing)
              + "; a list has the columns person (a pseudonym) and split ("
              + SIDES
              + ")");
    }
  }

  void add(String person, String split) {
    if (person.isBlank()) {
      throw refused("column person names nobody; expected a pseudonym");
    }
    people.add(new PersonId(person.strip()), side(split.strip()));
    read++;
  }

  private Split side(String text) {
    // As upper case a corpus has it.
    return Arrays.stream(Split.values())
        .filter(side -> side.label().equals(text) || side.name().equals(text))
        .findFirst()
        .orElseThrow(() -> refused("column split names no side; expected one of " + SIDES));
  }

  /** Of the row that comes next. */
  DefinitionException refused(String what) {
    return new DefinitionException("[" + file + ":" + place(read) + "] " + what);
  }

  SplitList list() {
    SplitList.Built built = people.build();
    Optional<SplitList.Repetition> twice = built.repetition();
    if (twice.isPresent()) {
      throw new DefinitionException(
          "["
              + file
              + ":"
              + place(twice.get().second())
              + "] names the person of "
              + place(twice.get().first())
              + " again; list each person once");
    }
    return built.list();
  }

  /** A CSV's header is line 1, a Parquet file's first row is row 1. */
  private String place(int row) {
    return parquet ? "row " + (row + 1) : "line " + (row + 2);
  }
}
