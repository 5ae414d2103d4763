package dev.norn.cli;

import dev.norn.model.release.Release;
import dev.norn.streaming.ReleaseActivation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The releases of a work folder. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "List, show or activate releases, or go back to the one before.",
    subcommands = {
      ReleaseCommand.ListReleases.class,
      ReleaseCommand.Show.class,
      ReleaseCommand.Activate.class,
      ReleaseCommand.Rollback.class
    })
final class ReleaseCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println("say what to do: norn release list | show | activate | rollback");
    return ExitCode.CONFIGURATION.code();
  }

  /** One line per release. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "One line per release: id, when made, cohort, landmark.")
  static final class ListReleases implements Callable<Integer> {
    @Mixin private WorkOptions work;

    @Override
    public Integer call() throws IOException {
      try (Stream<Path> folders = Files.list(work.workFolder().releases())) {
        folders
            .filter(ListReleases::isFinished)
            .sorted()
            .map(Release::open)
            .forEach(ListReleases::line);
      }
      return ExitCode.DONE.code();
    }

    // A run that was killed leaves a folder without its release.json.
    private static boolean isFinished(Path folder) {
      return Files.isRegularFile(folder.resolve("release.json"));
    }

    private static void line(Release release) {
      System.out.printf(
          "%s\t%s\t%s\t%s%n",
          release.id(), release.created(), release.cohort(), release.landmark());
    }
  }

  /** The model card. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Print a release's model card.")
  static final class Show implements Callable<Integer> {
    @Mixin private WorkOptions work;
    @Mixin private ReleaseOptions release;

    @Override
    public Integer call() {
      System.out.println(release.open(work.workFolder().releases()).card());
      return ExitCode.DONE.code();
    }
  }

  /** Makes a release the one that is served. */
  @Command(
      name = "activate",
      mixinStandardHelpOptions = true,
      description = {
        "Make a release the one that the live stream serves, without a restart. One whose parts do"
            + " not fit is refused, and the live one stays."
      })
  static final class Activate implements Callable<Integer> {
    @Mixin private WorkOptions work;
    @Mixin private ReleaseOptions release;

    @Option(
        names = "--keep-previous",
        paramLabel = "DURATION",
        defaultValue = "PT0S",
        description =
            "let the release before go on predicting beside it for so long, ISO 8601, such as P7D or"
                + " PT12H (default: not at all)")
    private Duration keepPrevious;

    @Override
    public Integer call() throws Exception {
      Console console = new Console();
      try (Servers servers = work.servers(console)) {
        Release opened = release.open(servers);
        activation(servers).activate(opened, keepPrevious);
        console.say("release " + opened.id() + " is active");
      }
      return ExitCode.DONE.code();
    }
  }

  /** Back to the release before. */
  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description =
          "Make the release that was live before the live one again, without a restart. Everybody is"
              + " predicted for anew.")
  static final class Rollback implements Callable<Integer> {
    @Mixin private WorkOptions work;

    @Override
    public Integer call() throws Exception {
      Console console = new Console();
      try (Servers servers = work.servers(console)) {
        String id =
            activation(servers)
                .previous()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "[releases] no release was live before; see norn release list"));
        Path folder = servers.folder().releases().resolve(id);
        if (!Files.isDirectory(folder)) {
          throw new IllegalArgumentException(
              "[releases] %s is not in the work folder; name its folder: norn release activate --release"
                  .formatted(id));
        }
        activation(servers).activate(Release.open(folder));
        console.say("release " + id + " is active again");
      }
      return ExitCode.DONE.code();
    }
  }

  private static ReleaseActivation activation(Servers servers) {
    return new ReleaseActivation(servers.bootstrapServers(), servers.database());
  }
}
