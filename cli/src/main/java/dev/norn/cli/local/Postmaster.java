package dev.norn.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The PostgreSQL server process on a data folder. It is nobody's child (its starter ends at once),
 * so it lives on when this process is killed, and has to be looked up.
 */
final class Postmaster {
  private static final long FAST_SECONDS = 60;
  private static final long IMMEDIATE_SECONDS = 15;

  private Postmaster() {}

  /** The server that runs on this folder, if one does. */
  static Optional<ProcessHandle> on(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(ProcessHandle::isAlive)
        .filter(process -> servesFolder(process, data));
  }

  /**
   * Ends the server: first cutting its sessions and writing all down, and only if that takes more
   * than a minute, at once, which leaves its log to be replayed at the next start.
   */
  static void stop(ProcessHandle server) throws IOException, InterruptedException {
    if (!endsAfter(server, "INT", FAST_SECONDS) && !endsAfter(server, "QUIT", IMMEDIATE_SECONDS)) {
      throw new LocalStackException(
          "[postgres process %d] does not stop; end it by hand, then start again"
              .formatted(server.pid()));
    }
  }

  /** Process ids are used again: the id alone could name anything by now. */
  private static boolean servesFolder(ProcessHandle process, Path data) {
    Path arguments = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      List<String> words = List.of(Files.readString(arguments).split("\0"));
      return words.get(0).endsWith("postgres") && words.contains(data.toString());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean endsAfter(ProcessHandle server, String signal, long seconds)
      throws IOException, InterruptedException {
    // The shell's own kill: a program of that name is not on every machine.
    new ProcessBuilder("sh", "-c", "kill -" + signal + " " + server.pid()).start().waitFor();
    return awaitEnd(server, seconds);
  }

  static boolean awaitEnd(ProcessHandle server, long seconds) throws InterruptedException {
    try {
      server.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return !server.isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
