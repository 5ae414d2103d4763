package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real browser, driven by the scripts of {@code dashboards/web/test/browser}; each line that
 * begins with {@code ok} is a claim that held.
 */
final class Browser {

  private static final String CHROMIUM =
      Optional.ofNullable(System.getenv("NORN_CHROMIUM")).orElse("chromium");
  private static final String NODE = Optional.ofNullable(System.getenv("NORN_NODE")).orElse("node");
  private static final String NEEDS =
      "needs a Chromium and Node; name them in NORN_CHROMIUM and NORN_NODE";

  /** Where the build put the console's sources and packages. */
  private static final Path WEB = Path.of("..", "dashboards", "target", "web").toAbsolutePath();

  private static final long PATIENCE_SECONDS = 300;

  private Browser() {}

  /** Skips the test, and says so, where no browser is. */
  static void assumeThere() throws InterruptedException {
    assumeTrue(runs(CHROMIUM, "--version") && runs(NODE, "--version"), NEEDS);
  }

  /** That a script of claims ran to its end, and each held. */
  static void assertHeld(String script, Map<String, String> told) throws Exception {
    Path out = Files.createTempFile(script, ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(NODE, WEB.resolve("test/browser").resolve(script).toString())
            .directory(WEB.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().putAll(told);
    builder.environment().put("NORN_CHROMIUM", where(CHROMIUM));
    builder.environment().put("NORN_SHOTS", WEB.resolveSibling("console-shots").toString());
    Process process = builder.start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(ended && process.exitValue() == 0).as(text).isTrue();
    assertThat(text.lines().filter(line -> line.startsWith("ok "))).as(text).isNotEmpty();
  }

  /** Playwright starts a browser by its file alone. */
  private static String where(String command) {
    return command.contains("/")
        ? command
        : List.of(System.getenv("PATH").split(":")).stream()
            .map(each -> Path.of(each, command))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow()
            .toString();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
