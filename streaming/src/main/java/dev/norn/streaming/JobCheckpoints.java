package dev.norn.streaming;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.checkpoint.Checkpoints;

/** The job checkpoints that earlier runs left in a folder. */
final class JobCheckpoints {

  private static final String METADATA = "_metadata";
  private static final FileTime NEVER = FileTime.fromMillis(0);

  private JobCheckpoints() {}

  /**
   * Settings by which a cluster's job goes on: none where it has been told from what, or has no
   * folder on a file system of this machine, or nothing in it.
   *
   * @param cluster the cluster's own settings
   */
  static Configuration resume(ReadableConfig cluster) throws IOException {
    Configuration settings = new Configuration();
    Optional<Path> folder =
        cluster
            .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
            .map(URI::create)
            .filter(uri -> "file".equals(uri.getScheme()))
            .map(Path::of);
    if (folder.isPresent() && cluster.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isEmpty()) {
      newest(folder.get())
          .ifPresent(
              path -> settings.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
    }
    return settings;
  }

  /**
   * The newest that is whole: one that broke off has no {@code _metadata} file, so the name's
   * number says nothing. The running job may delete older ones meanwhile.
   */
  static Optional<Path> newest(Path folder) throws IOException {
    List<Path> whole = new ArrayList<>();
    for (Path job : children(folder)) {
      for (Path checkpoint : children(job)) {
        if (Files.exists(checkpoint.resolve(METADATA))) {
          whole.add(checkpoint);
        }
      }
    }
    return whole.stream().max(Comparator.comparing(JobCheckpoints::completed));
  }

  /** When the newest was completed; long ago where there is none. */
  static FileTime newestCompleted(Path folder) throws IOException {
    return newest(folder).map(JobCheckpoints::completed).orElse(NEVER);
  }

  /**
   * Whether an operator state has elements, of whichever operator and subtask.
   *
   * @throws java.nio.file.NoSuchFileException when the running job has deleted the checkpoint
   */
  static boolean holds(Path checkpoint, String operatorState) throws IOException {
    try (DataInputStream metadata =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(checkpoint.resolve(METADATA))))) {
      return Checkpoints.loadCheckpointMetadata(
              metadata, JobCheckpoints.class.getClassLoader(), checkpoint.toUri().toString())
          .getOperatorStates()
          .stream()
          .flatMap(operator -> operator.getStates().stream())
          .flatMap(subtask -> subtask.getManagedOperatorState().stream())
          .map(handle -> handle.getStateNameToPartitionOffsets().get(operatorState))
          .anyMatch(places -> places != null && places.getOffsets().length > 0);
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  private static FileTime completed(Path checkpoint) {
    try {
      return Files.getLastModifiedTime(checkpoint.resolve(METADATA));
    } catch (IOException e) {
      return NEVER;
    }
  }
}
