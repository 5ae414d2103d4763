package dev.norn.cli;

import dev.norn.model.release.Release;
import dev.norn.streaming.ReleaseActivation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The releases of a work folder. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = "List, show or activate releases.",
    subcommands = {
      ReleaseCommand.ListReleases.class,
      ReleaseCommand.Show.class,
      ReleaseCommand.Activate.class
    })
final class ReleaseCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println("say what to do: norn release list | show | activate");
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
      description = "Make a release the one that the live stream serves, without a restart.")
  static final class Activate implements Callable<Integer> {
    @Mixin private WorkOptions work;
    @Mixin private ReleaseOptions release;

    @Override
    public Integer call() throws Exception {
      Console console = new Console();
      try (Servers servers = work.servers(console)) {
        Release opened = release.open(servers);
        new ReleaseActivation(servers.bootstrapServers(), servers.database()).activate(opened);
        console.say("release " + opened.id() + " is active");
      }
      return ExitCode.DONE.code();
    }
  }
}
