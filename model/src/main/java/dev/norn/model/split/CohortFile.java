package dev.norn.model.split;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.HashedSplit;
import dev.norn.cohort.ListedSplit;
import dev.norn.cohort.Sides;
import dev.norn.cohort.SplitList;
import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import java.nio.file.Path;

/** A cohort's file and the list, if any, that its split names. */
public final class CohortFile {

  private CohortFile() {}

  /**
   * Reads the list, too: the cohort then knows its place and its hash.
   *
   * @throws DefinitionException when the file or the list does not say what it must
   */
  public static Cohort read(Path file) {
    Cohort cohort = DefinitionFile.read(file, Cohort.class);
    if (!(cohort.split() instanceof ListedSplit listed)) {
      return cohort;
    }
    Path list = file.toAbsolutePath().resolveSibling(listed.list()).normalize();
    return cohort.with(listed.read(list.toString(), list(listed, list).sha256()));
  }

  /**
   * Who is on which side.
   *
   * @param cohort as {@link #read} gave it, or its JSON twin elsewhere; a list is read again, and
   *     has to be the same
   */
  public static Sides sides(Cohort cohort) {
    return cohort.split() instanceof ListedSplit listed
        ? list(listed, Path.of(listed.list()))
        : (HashedSplit) cohort.split();
  }

  private static SplitList list(ListedSplit listed, Path file) {
    SplitList list = SplitFile.read(file);
    String found = list.sha256();
    if (listed.sha256() != null && !listed.sha256().equals(found)) {
      throw new DefinitionException(
          "["
              + file
              + "] the list has sha256 "
              + found
              + ", expected "
              + listed.sha256()
              + "; bring the list back that was meant, or write its hash into the cohort's file");
    }
    return list;
  }
}
