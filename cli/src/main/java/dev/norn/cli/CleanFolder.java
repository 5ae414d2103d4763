package dev.norn.cli;

import dev.norn.cli.local.FolderLock;
import dev.norn.cli.local.WorkFolder;
import dev.norn.event.DefinitionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Takes away what an earlier run made, and nothing else. */
final class CleanFolder {

  private CleanFolder() {}

  /**
   * Empties a work folder that Norn made and nobody uses.
   *
   * @throws dev.norn.cli.local.WorkFolderException when a process uses it, or Norn did not make it
   */
  static void empty(Path workFolder) throws IOException {
    if (Files.exists(workFolder)) {
      WorkFolder folder = WorkFolder.at(workFolder);
      FolderLock lock = folder.lock();
      lock.close();
      remove(workFolder);
    }
  }

  /** Deletes a study that {@code norn nation} wrote. */
  static void delete(Path study) throws IOException {
    if (Files.exists(study)) {
      if (!Files.isRegularFile(study.resolve("study.yaml"))) {
        throw new DefinitionException(
            "[" + study + "] is in the way and no study; move it or name another --work");
      }
      remove(study);
    }
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
