package dev.norn.ingestion.nation.truth;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code truth/hazards.csv} and {@code truth/probabilities.csv}; no register and no model sees
 * them. Not safe for use by several threads.
 */
public final class TruthFiles implements Closeable {
  /** Relative to the study. */
  public static final Path HAZARDS = Path.of("truth", "hazards.csv");

  private final Writer hazards;
  private final Writer probabilities;

  public TruthFiles(Path folder) throws IOException {
    Path truth = Files.createDirectories(folder.resolve("truth"));
    hazards = Files.newBufferedWriter(folder.resolve(HAZARDS));
    probabilities = Files.newBufferedWriter(truth.resolve("probabilities.csv"));
    hazards.write(HazardRows.header());
    probabilities.write(ProbabilityRows.header());
  }

  public void append(CommunityTruth truth) throws IOException {
    hazards.write(truth.hazards());
    probabilities.write(truth.probabilities());
  }

  @Override
  public void close() throws IOException {
    try (Writer first = hazards;
        Writer second = probabilities) {
      first.flush();
      second.flush();
    }
  }
}
