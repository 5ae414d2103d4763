package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Work folders whose pseudonyms are the same in every run: a drawn key would draw the splits of a
 * small nation anew each time, now and then one without a single death in its test split.
 */
final class TestingWork {

  private TestingWork() {}

  static WorkFolder at(Path root) throws IOException {
    WorkFolder folder = WorkFolder.at(root);
    Path key = Files.writeString(folder.root().resolve("pseudonym.key"), "1".repeat(32));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return folder;
  }
}
