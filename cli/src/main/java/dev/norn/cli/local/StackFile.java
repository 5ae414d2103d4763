package dev.norn.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file through which other processes find the stack that runs on a work folder. */
record StackFile(Path file) {
  static StackFile in(Path workFolder) {
    return new StackFile(workFolder.resolve("stack.json"));
  }

  /** A file whose process is gone is removed: its stack ended without a chance to do so. */
  Optional<StackAddress> running() {
    try {
      Optional<StackAddress> alive = read().filter(StackAddress::hasLiveProcess);
      if (alive.isEmpty()) {
        remove();
      }
      return alive.filter(StackAddress::answers);
    } catch (IOException e) {
      throw new WorkFolderException("[%s] cannot be read".formatted(file), e);
    }
  }

  /** Empty also for a file that a power cut left half written. */
  private Optional<StackAddress> read() throws IOException {
    try {
      return Optional.of(StackAddress.read(file));
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
