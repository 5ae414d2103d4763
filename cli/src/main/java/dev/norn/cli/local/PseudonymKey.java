package dev.norn.cli.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The file with the key of the pseudonyms. */
final class PseudonymKey {
  static final int BYTES = 32;

  private PseudonymKey() {}

  static byte[] readOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      return read(file);
    } catch (IOException e) {
      throw new WorkFolderException("[pseudonym key " + file + "] cannot be read or made", e);
    }
  }

  private static void create(Path file) throws IOException {
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

  private static byte[] read(Path file) throws IOException {
    if (OwnerOnly.isOpenToOthers(file)) {
      throw new WorkFolderException(
          ("[pseudonym key %s] other accounts may open it, expected mode 0600; "
                  + "run chmod 600 on it, and ask whether it has been read")
              .formatted(file));
    }
    byte[] key = Files.readAllBytes(file);
    if (key.length != BYTES) {
      throw new WorkFolderException(
          ("[pseudonym key %s] holds %d bytes, expected %d; "
                  + "put the kept copy back, as a new key makes other pseudonyms")
              .formatted(file, key.length, BYTES));
    }
    return key;
  }
}
