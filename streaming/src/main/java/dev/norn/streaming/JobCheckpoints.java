package dev.norn.streaming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The job checkpoints that earlier runs left in a folder. */
final class JobCheckpoints {

  private static final String METADATA = "_metadata";
  private static final FileTime NEVER = FileTime.fromMillis(0);

  private JobCheckpoints() {}

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
