package dev.norn.cli.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A file with a key that only its owner may open.
 *
 * @param name of the key, for messages
 * @param lost what a new key would mean
 */
record KeyFile(Path file, String name, String lost) {
  static final int BYTES = 32;

  byte[] readOrCreate() {
    try {
      if (!Files.exists(file)) {
        create();
      }
      return read();
    } catch (IOException e) {
      throw new WorkFolderException("[" + name + " " + file + "] cannot be read or made", e);
    }
  }

  private void create() throws IOException {
    byte[] key = new byte[BYTES];
    // A secret, not a draw of an experiment: the one place where a seed would be a fault.
    new SecureRandom().nextBytes(key);
    Path draft = AtomicFile.draftOf(file);
    OwnerOnly.createFile(draft, key);
    try {
      // Unlike a rename, a link never replaces the key of a process that came first.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // That process's key is the one to use.
    } finally {
      Files.delete(draft);
    }
  }

  private byte[] read() throws IOException {
    if (OwnerOnly.isOpenToOthers(file)) {
      throw new WorkFolderException(
          ("[%s %s] other accounts may open it, expected mode 0600; "
                  + "run chmod 600 on it, and ask whether it has been read")
              .formatted(name, file));
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != BYTES) {
      throw new WorkFolderException(
          ("[%s %s] holds %d bytes, expected %d; " + "put the kept copy back, as %s")
              .formatted(name, file, key.length, BYTES, lost));
    }
    return key;
  }
}
