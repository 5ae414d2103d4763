package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import dev.norn.dashboards.ApiAudit;
import dev.norn.dashboards.ApiConfig;
import dev.norn.dashboards.ApiMode;
import dev.norn.dashboards.DatabaseLogin;
import dev.norn.dashboards.ResearchApi;
import dev.norn.disclosure.Callers;
import dev.norn.event.DefinitionFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The research API alone, over a database that runs elsewhere. */
@Command(
    name = "api",
    mixinStandardHelpOptions = true,
    description = {
      "Serve the research API over a database that runs elsewhere, until Ctrl-C.",
      "Secrets come from the environment: NORN_DB_PASSWORD, and NORN_TLS_PASSWORD of a key store."
    },
    subcommands = ApiTokenCommand.class)
final class ApiCommand implements Callable<Integer> {

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "default: ${DEFAULT-VALUE}")
  private String host;

  @Option(names = "--port", defaultValue = "8080", description = "default: ${DEFAULT-VALUE}")
  private int port;

  // Not required of picocli, which would ask for it before a subcommand too.
  @Option(
      names = "--database",
      defaultValue = "${env:NORN_DB_URL}",
      description = "JDBC URL (default: NORN_DB_URL from the environment)")
  private String database;

  @Option(
      names = "--user",
      defaultValue = "${env:NORN_DB_USER}",
      description = "a login that may become what its callers are (default: NORN_DB_USER)")
  private String user;

  @Option(
      names = "--callers",
      paramLabel = "FILE",
      defaultValue = "${env:NORN_API_CALLERS}",
      description =
          "callers.yaml, who may ask; without it whoever reaches the loopback, and nobody else"
              + " (default: NORN_API_CALLERS)")
  private Path callers;

  @Mixin private TlsOptions tls;

  @Mixin private DisclosureOptions disclosure;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = "${env:NORN_WORK}",
      description =
          "work folder whose audit.key seals what is asked; without one nothing is written down"
              + " (default: NORN_WORK)")
  private Path work;

  @Option(
      names = "--stream-metrics",
      paramLabel = "URL",
      split = ",",
      description =
          "pages that the live job's processes serve to Prometheus, for the console's view of the stream"
              + " (default: not watched)")
  private List<URI> stream = List.of();

  @Option(
      names = "--study",
      paramLabel = "DIR",
      description =
          "study by whose definitions operations may replay rejected rows, on the brokers that NORN_KAFKA names"
              + " and with the pseudonym.key of --work (default: none are replayed)")
  private Path study;

  @Option(
      names = "--mode",
      defaultValue = "inside",
      description =
          "inside, for people at work where persons may be seen, or release, which lets out what a"
              + " checker approved and nothing else (default: ${DEFAULT-VALUE})")
  private ApiMode mode;

  @Mixin private ApiLimitOptions limits;

  @Override
  public Integer call() throws InterruptedException {
    ApiConfig config = config();
    try (ResearchApi api = ResearchApi.start(config, audit())) {
      String scheme = config.tls() == null ? "http" : "https";
      System.err.println("API on " + scheme + "://" + host + ":" + api.port());
      Thread.currentThread().join();
    }
    return ExitCode.DONE.code();
  }

  private ApiConfig config() {
    refuseMissing("--database", database, "NORN_DB_URL");
    refuseMissing("--user", user, "NORN_DB_USER");
    return new ApiConfig(
        host,
        port,
        new DatabaseLogin(database, user, secret("NORN_DB_PASSWORD")),
        callers == null ? null : DefinitionFile.read(callers, Callers.class),
        tls.keys(),
        disclosure.rules(work == null ? null : WorkFolder.at(work)),
        limits.limits(),
        work == null ? null : limits.jobs(WorkFolder.at(work).jobs()),
        mode,
        work == null ? null : WorkFolder.at(work).releases(),
        stream,
        rejections());
  }

  private StudyRejections rejections() {
    if (study == null) {
      return null;
    }
    refuseMissing("--work", work, "NORN_WORK");
    String brokers = System.getenv("NORN_KAFKA");
    if (brokers == null || brokers.isBlank()) {
      throw new IllegalArgumentException("[--study] needs the brokers; name them in NORN_KAFKA");
    }
    WorkFolder folder = WorkFolder.at(work);
    if (!folder.hasPseudonymKey()) {
      throw new IllegalArgumentException(
          "[--study] the work folder holds no pseudonym.key; copy that of the ingestion there");
    }
    return new StudyRejections(brokers, folder.pseudonymKey(), study);
  }

  private static void refuseMissing(String option, Object value, String variable) {
    if (value == null) {
      throw new IllegalArgumentException(
          "[%s] is missing; give it or set %s".formatted(option, variable));
    }
  }

  private static String secret(String variable) {
    return Optional.ofNullable(System.getenv(variable)).orElse("");
  }

  private ApiAudit audit() {
    if (work == null) {
      System.err.println("no work folder: what is asked is not written down");
      return null;
    }
    return FolderAudit.ofApi(WorkFolder.at(work));
  }
}
