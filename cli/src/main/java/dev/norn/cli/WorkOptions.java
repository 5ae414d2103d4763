package dev.norn.cli;

import dev.norn.cli.local.LocalStack;
import dev.norn.cli.local.StackAddress;
import dev.norn.cli.local.WorkFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a verb keeps its servers' data, corpora and releases, and how it finds the servers. */
final class WorkOptions {

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "${env:NORN_WORK:-.norn}",
      description = "work folder: broker, database, corpora, releases (default: ${DEFAULT-VALUE})")
  private Path folder;

  WorkFolder workFolder() {
    return WorkFolder.at(folder);
  }

  Path path() {
    return folder;
  }

  /**
   * The servers that the environment names, or else the stack that {@code norn up} or a demo runs
   * on the folder, or else one of this process's own for as long as the verb takes.
   */
  Servers servers(Console console) {
    Optional<ServerAddresses> named = ServerAddresses.of(System.getenv());
    if (named.isPresent()) {
      console.say("using the servers that NORN_KAFKA and NORN_DB_URL name");
      return Servers.named(workFolder(), named.get());
    }
    Optional<StackAddress> running = LocalStack.running(folder);
    if (running.isPresent()) {
      console.say("using the servers that process " + running.get().pid() + " runs");
      return Servers.running(workFolder(), running.get());
    }
    return Servers.started(LocalStack.start(workFolder(), console::say));
  }
}
