package dev.norn.cli;

import dev.norn.model.release.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which release: an id within the work folder, or a folder elsewhere. */
final class ReleaseOptions {

  @Option(
      names = "--release",
      required = true,
      paramLabel = "ID",
      description = "id of a release in the work folder, or the path of a release's folder")
  private String release;

  Release open(Servers servers) {
    return open(servers.folder().releases());
  }

  Release open(Path releases) {
    Path own = releases.resolve(release);
    return Release.open(Files.isDirectory(own) ? own : Path.of(release));
  }
}
