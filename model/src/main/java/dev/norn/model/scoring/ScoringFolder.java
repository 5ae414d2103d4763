package dev.norn.model.scoring;

import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Where a run keeps what it has done: {@code run.json}, {@code sequences/} (a corpus), {@code
 * encoded/}, {@code scores/}, {@code report/}. A run that was killed goes on in its folder.
 */
public final class ScoringFolder {

  private static final String SPEC = "run.json";

  private final Path root;
  private final ScoringSpec spec;

  private ScoringFolder(Path root, ScoringSpec spec) {
    this.root = root;
    this.spec = spec;
  }

  /**
   * A new run's folder, or that of a run that asked for the same and goes on.
   *
   * @param root made if absent
   * @throws DefinitionException when the folder holds another run, or something else
   */
  public static ScoringFolder of(Path root, ScoringSpec spec) throws IOException {
    Path file = root.resolve(SPEC);
    if (Files.exists(file)) {
      ScoringFolder found = open(root);
      if (!found.spec().asksTheSame(spec)) {
        throw new DefinitionException(
            "["
                + root
                + "] holds a run with other definitions, release, calibration or rules; name a new"
                + " folder with --out");
      }
      return found;
    }
    Files.createDirectories(root);
    try (Stream<Path> files = Files.list(root)) {
      if (files.findAny().isPresent()) {
        throw new DefinitionException(
            "[" + root + "] is not empty and holds no run; name a new folder with --out");
      }
    }
    Path aside = Files.writeString(root.resolve("unfinished"), DefinitionFile.toJson(spec));
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    return new ScoringFolder(root, spec);
  }

  /**
   * @throws DefinitionException when there is no run in the folder
   */
  public static ScoringFolder open(Path root) {
    try {
      return new ScoringFolder(
          root, DefinitionFile.fromJson(Files.readString(root.resolve(SPEC)), ScoringSpec.class));
    } catch (IOException e) {
      throw new DefinitionException(
          "[" + root + "] holds no run.json that can be read; name the folder of a scoring run", e);
    }
  }

  public Path root() {
    return root;
  }

  public ScoringSpec spec() {
    return spec;
  }

  /** A corpus, once it is sealed. */
  public Path sequences() {
    return root.resolve("sequences");
  }

  Path encoded() {
    return root.resolve("encoded");
  }

  /** One row for each person and outcome. */
  public Path scores() {
    return root.resolve("scores");
  }

  public Path report() {
    return root.resolve("report");
  }
}
