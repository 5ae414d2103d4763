package dev.norn.model.release;

import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Each use of a test split by a release: a line in {@code evaluations.jsonl} in the release's
 * folder, which is no part of the release's content. A split that is looked at again and again is
 * no longer untouched, so every evaluation says how often it was.
 */
public final class EvaluationLog {

  private static final String FILE = "evaluations.jsonl";

  private final Path file;

  /**
   * One use.
   *
   * @param corpus id of the corpus whose test split was used
   * @param at ISO-8601 instant
   */
  public record Use(String corpus, String at) {}

  public EvaluationLog(Release release) {
    this.file = release.folder().resolve(FILE);
  }

  /**
   * Records a use of the test split now.
   *
   * @return what to print: that it was the first, or how often and when it was used before
   * @throws ReleaseException when the use cannot be recorded; nothing is to be shown then
   */
  public String record(String corpus) {
    List<Use> before = uses().stream().filter(use -> use.corpus().equals(corpus)).toList();
    Use use = new Use(corpus, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    try {
      Files.writeString(
          file,
          DefinitionFile.toJson(use) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new ReleaseException(
          file.toString(),
          "cannot be written, so that this use of the test split would go unrecorded; make the"
              + " folder writable",
          e);
    }
    return sentence(before);
  }

  /** Oldest first; empty where no evaluation was recorded. */
  public List<Use> uses() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank())
          .map(line -> DefinitionFile.fromJson(line, Use.class))
          .toList();
    } catch (IOException | DefinitionException e) {
      throw new ReleaseException(
          file.toString(), "is not the record of evaluations that it should be; restore it", e);
    }
  }

  private static String sentence(List<Use> before) {
    if (before.isEmpty()) {
      return "First use of this test split by this release.";
    }
    return "THE TEST SPLIT WAS USED BEFORE by this release: "
        + before.size()
        + (before.size() == 1 ? " time, on " : " times, first on ")
        + before.get(0).at()
        + (before.size() == 1 ? "" : " and last on " + before.get(before.size() - 1).at())
        + ". What was chosen after a look at it makes its figures too good.";
  }
}
