package dev.norn.model.graph;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.norn.model.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder from which a killed training run goes on: sub-folders with the weights, the
 * optimiser's moments, what draws remember and how far the run was. The newest and the best are
 * kept.
 */
final class TrainingCheckpoints {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param start fingerprint of the weights that the run began with
   */
  private record Content(ModelSpec spec, long start, TrainingState state) {}

  private final Path folder;
  private final ModelSpec spec;
  private final TrainingSettings settings;
  private final long start;

  TrainingCheckpoints(Path folder, ModelSpec spec, TrainingSettings settings, Weights initial)
      throws IOException {
    this.start = initial.fingerprint();
    this.folder = Files.createDirectories(folder);
    this.spec = spec;
    this.settings = settings;
  }

  /** The newest whole checkpoint; empty before the first. */
  Optional<TrainingState> resume(String stage) throws IOException {
    Optional<Path> newest = all().stream().reduce((first, second) -> second);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    Content content = JSON.readValue(newest.get().resolve("state.json").toFile(), Content.class);
    if (!content.spec().equals(spec)
        || !content.state().log().settings().trainsAs(settings)
        || content.start() != start
        || !content.state().log().stage().equals(stage)) {
      throw new IOException(
          ("[%s] holds a training run of another specification, setting, start or stage (%s); delete"
                  + " the folder of checkpoints or train as before")
              .formatted(newest.get(), content.state().log().stage()));
    }
    return Optional.of(content.state());
  }

  Weights weights(TrainingState state) throws IOException {
    return Weights.read(folder(state).resolve("weights.bin"));
  }

  Weights moments(TrainingState state) throws IOException {
    return Weights.read(folder(state).resolve("moments.bin"));
  }

  /** What an {@link Objective.Review} remembered. */
  Weights memory(TrainingState state) throws IOException {
    return Weights.read(folder(state).resolve("review.bin"));
  }

  /** Of the epoch with the lowest criterion. */
  Weights best(TrainingLog log) throws IOException {
    return Weights.read(bestFolder(log).resolve("weights.bin"));
  }

  void save(TrainingState state, Weights weights, Weights moments, Optional<Weights> review)
      throws IOException {
    if (Files.exists(folder(state))) {
      return;
    }
    Path unfinished = folder.resolve("unfinished");
    delete(unfinished);
    Files.createDirectories(unfinished);
    weights.write(unfinished.resolve("weights.bin"));
    moments.write(unfinished.resolve("moments.bin"));
    if (review.isPresent()) {
      review.get().write(unfinished.resolve("review.bin"));
    }
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(unfinished.resolve("state.json").toFile(), new Content(spec, start, state));
    // Only a whole folder gets its name, so a killed run leaves the last whole one as the newest.
    Files.move(unfinished, folder(state), StandardCopyOption.ATOMIC_MOVE);
    for (Path old : all()) {
      if (!old.equals(folder(state)) && !old.equals(bestFolder(state.log()))) {
        delete(old);
      }
    }
  }

  private Path folder(TrainingState state) {
    return folder(state.log().epochs().size(), state.steps());
  }

  private Path bestFolder(TrainingLog log) {
    return folder(log.bestEpoch(), log.bestSteps());
  }

  /** Names sort as the run went. */
  private Path folder(int epochs, long steps) {
    return folder.resolve("epoch-%04d-step-%09d".formatted(epochs, steps));
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .filter(child -> child.getFileName().toString().startsWith("epoch-"))
          .sorted()
          .toList();
    }
  }

  private static void delete(Path old) throws IOException {
    if (!Files.exists(old)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> children = Files.list(old)) {
      files = children.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(old);
  }
}
