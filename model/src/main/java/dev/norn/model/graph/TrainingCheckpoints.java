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
 * The folder from which a killed training run goes on: one sub-folder per epoch with the weights,
 * the optimiser's moments and the log so far. The newest and the best are kept.
 */
final class TrainingCheckpoints {

  private static final ObjectMapper JSON = new ObjectMapper();

  private record State(ModelSpec spec, TrainingSettings settings, TrainingLog log) {}

  private final Path folder;
  private final ModelSpec spec;
  private final TrainingSettings settings;

  TrainingCheckpoints(Path folder, ModelSpec spec, TrainingSettings settings) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.spec = spec;
    this.settings = settings;
  }

  /** The log up to the newest whole checkpoint; empty before the first epoch. */
  Optional<TrainingLog> resume(String stage) throws IOException {
    Optional<Path> newest = epochs().stream().reduce((first, second) -> second);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    State state = JSON.readValue(newest.get().resolve("state.json").toFile(), State.class);
    if (!state.spec().equals(spec)
        || !state.settings().equals(settings)
        || !state.log().stage().equals(stage)) {
      throw new IOException(
          "[%s] holds a training run of another specification, setting or stage (%s); delete the"
                  .formatted(newest.get().getFileName(), state.log().stage())
              + " folder of checkpoints or train as before");
    }
    return Optional.of(state.log());
  }

  Weights weights(int epoch) throws IOException {
    return Weights.read(folder(epoch).resolve("weights.bin"));
  }

  Weights moments(int epoch) throws IOException {
    return Weights.read(folder(epoch).resolve("moments.bin"));
  }

  void save(TrainingLog log, Weights weights, Weights moments) throws IOException {
    int epoch = log.epochs().size();
    Path unfinished = folder.resolve("unfinished");
    delete(unfinished);
    Files.createDirectories(unfinished);
    weights.write(unfinished.resolve("weights.bin"));
    moments.write(unfinished.resolve("moments.bin"));
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(unfinished.resolve("state.json").toFile(), new State(spec, settings, log));
    // Only a whole folder gets its name, so a killed run leaves the last whole one as the newest.
    Files.move(unfinished, folder(epoch), StandardCopyOption.ATOMIC_MOVE);
    for (Path old : epochs()) {
      if (!old.equals(folder(epoch)) && !old.equals(folder(log.bestEpoch()))) {
        delete(old);
      }
    }
  }

  private Path folder(int epoch) {
    return folder.resolve("epoch-%04d".formatted(epoch));
  }

  private List<Path> epochs() throws IOException {
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
