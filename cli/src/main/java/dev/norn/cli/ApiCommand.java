package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import dev.norn.dashboards.ApiAudit;
import dev.norn.dashboards.ApiConfig;
import dev.norn.dashboards.ResearchApi;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The research API alone, over a database that runs elsewhere. */
@Command(
    name = "api",
    mixinStandardHelpOptions = true,
    description = {
      "Serve the research API over a database that runs elsewhere, until Ctrl-C.",
      "Secrets come from the environment: NORN_DB_PASSWORD, and NORN_API_TOKEN, which any address"
          + " but loopback needs."
    })
final class ApiCommand implements Callable<Integer> {

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "default: ${DEFAULT-VALUE}")
  private String host;

  @Option(names = "--port", defaultValue = "8080", description = "default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--database",
      defaultValue = "${env:NORN_DB_URL}",
      required = true,
      description = "JDBC URL (default: NORN_DB_URL from the environment)")
  private String database;

  @Option(
      names = "--user",
      defaultValue = "${env:NORN_DB_USER}",
      required = true,
      description = "a login that may become norn_researcher (default: NORN_DB_USER)")
  private String user;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "${env:NORN_WORK}",
      description =
          "work folder whose audit.key seals what is asked; without one nothing is written down"
              + " (default: NORN_WORK)")
  private Path work;

  @Override
  public Integer call() throws InterruptedException {
    ApiConfig config =
        new ApiConfig(
            host,
            port,
            database,
            user,
            Optional.ofNullable(System.getenv("NORN_DB_PASSWORD")).orElse(""),
            System.getenv("NORN_API_TOKEN"));
    try (ResearchApi api = ResearchApi.start(config, audit())) {
      System.err.println("API on http://" + host + ":" + api.port());
      Thread.currentThread().join();
    }
    return ExitCode.DONE.code();
  }

  private ApiAudit audit() {
    if (work == null) {
      System.err.println("no work folder: what is asked is not written down");
      return null;
    }
    return FolderAudit.ofApi(WorkFolder.at(work));
  }
}
