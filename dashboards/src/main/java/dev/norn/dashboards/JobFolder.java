package dev.norn.dashboards;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Results of jobs, each a file that its attempt alone writes; nobody else's account reads them. */
final class JobFolder {

  private final Path folder;

  private JobFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws IllegalArgumentException where it cannot be made
   */
  static JobFolder at(Path path) {
    try {
      Path folder = Files.createDirectories(path);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return new JobFolder(folder);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "[api.jobs] " + path + " cannot be made; check that you may write there", e);
    }
  }

  /** Of ours and never of a caller's choice: no name leads out of the folder. */
  static String file(Job job) {
    return job.id() + "." + job.attempt();
  }

  OutputStream create(Job job) throws IOException {
    return Files.newOutputStream(of(file(job)));
  }

  Path of(String file) {
    return folder.resolve(file);
  }

  void delete(Job job) throws IOException {
    Files.deleteIfExists(of(file(job)));
  }

  Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new HashSet<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  void deleteAll(Set<String> files) throws IOException {
    for (String file : files) {
      Files.deleteIfExists(of(file));
    }
  }
}
