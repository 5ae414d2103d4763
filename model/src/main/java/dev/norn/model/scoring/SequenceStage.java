package dev.norn.model.scoring;

import dev.norn.model.corpus.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of the first stage of a run, kept beside its sequences so that a run that goes on knows
 * it.
 *
 * @param people of whom there was any fact
 * @param removed people by the place of the cohort's rule that did not keep them
 * @param newestRecorded newest register time of all facts on the topic, ISO-8601
 */
public record SequenceStage(long people, List<Long> removed, String newestRecorded) {

  private static final String FILE = "flow.json";

  public SequenceStage {
    removed = List.copyOf(removed);
  }

  /** The last thing that the stage does. */
  public void write(ScoringFolder folder) throws IOException {
    Files.writeString(folder.root().resolve(FILE), CanonicalJson.write(this));
  }

  /**
   * @return nothing where the stage has not ended
   */
  public static Optional<SequenceStage> read(ScoringFolder folder) throws IOException {
    Path file = folder.root().resolve(FILE);
    return Files.exists(file)
        ? Optional.of(CanonicalJson.read(Files.readString(file), SequenceStage.class))
        : Optional.empty();
  }
}
