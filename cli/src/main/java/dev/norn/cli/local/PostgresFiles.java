package dev.norn.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What PostgreSQL has in its part of the work folder. */
record PostgresFiles(Path folder) {
  Path data() {
    return folder.resolve("data");
  }

  /** The unpacked programs, apart from the data. */
  Path programs() {
    return folder.resolve("programs");
  }

  /**
   * Removes data whose first start did not reach its end: nobody was ever given access to it, and a
   * server would fail on it for ever.
   */
  void removeUnfinished() throws IOException {
    if (Files.exists(finished()) || !Files.exists(data())) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(data())) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  void markFinished() throws IOException {
    if (!Files.exists(finished())) {
      Files.createFile(finished());
    }
  }

  /** Inside the data folder, so that a copy of the folder is as finished as the original. */
  private Path finished() {
    return data().resolve("norn-first-start-finished");
  }
}
