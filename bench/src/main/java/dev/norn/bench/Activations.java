package dev.norn.bench;

import dev.norn.model.release.Release;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.ReleaseActivation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Activates a release once for every line that it reads, each time until that succeeds, and prints
 * a line then. One process for all: starting Java anew takes longer than what is to be measured.
 */
public final class Activations {

  private static final long PAUSE_MILLIS = 200;

  private Activations() {}

  /**
   * @param arguments the release's folder
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Release release = Release.open(Path.of(arguments[0]));
    ReleaseActivation activation =
        new ReleaseActivation(
            System.getenv("NORN_KAFKA"),
            new DatabaseAddress(
                System.getenv("NORN_DB_URL"),
                System.getenv("NORN_DB_USER"),
                System.getenv("NORN_DB_PASSWORD")));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (lines.readLine() != null) {
      System.out.println("active after " + attempts(activation, release) + " attempts");
    }
  }

  private static int attempts(ReleaseActivation activation, Release release)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        activation.activate(release);
        return attempt;
      } catch (SQLException | RuntimeException refused) {
        System.err.println(refused.getMessage());
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }
}
