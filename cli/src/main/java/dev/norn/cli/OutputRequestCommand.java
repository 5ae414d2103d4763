package dev.norn.cli;

import dev.norn.db.AuditEntry;
import dev.norn.db.OutputRequest;
import dev.norn.db.OutputRequest.Kind;
import dev.norn.db.OutputRequests;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.event.DefinitionFile;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.release.Release;
import dev.norn.model.scoring.RunComparison;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.model.scoring.SuppressedEvaluation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for something to leave. */
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    description = "Ask for a report to leave; a checker judges it.",
    subcommands = {
      OutputRequestCommand.OfRun.class,
      OutputRequestCommand.OfRuns.class,
      OutputRequestCommand.OfRelease.class
    })
final class OutputRequestCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println("say what: norn output request report | comparison | evaluation");
    return ExitCode.CONFIGURATION.code();
  }

  static AuditEntry entry(String done, String id, String purpose) {
    String detail = DefinitionFile.toJson(Map.of("output", id));
    return new AuditEntry("output." + done, purpose, 0, "DONE", detail);
  }

  /** As requests name whoever has this connection. */
  static String login(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT 'login/' || session_user")) {
      row.next();
      return row.getString(1);
    }
  }

  /** What may leave, and what it is about. */
  record Content(Kind kind, String about, DisclosureRules rules, String json) {}

  /** Asks. */
  abstract static class Asking implements Callable<Integer> {
    @Mixin WorkOptions work;

    @Option(
        names = "--purpose",
        required = true,
        paramLabel = "WHY",
        description = "what the output is for; the checker judges by it")
    private String purpose;

    abstract Content content(Connection connection) throws Exception;

    @Override
    public Integer call() throws Exception {
      try (Servers servers = work.servers(new Console());
          Connection connection = servers.database().connect()) {
        Content content = content(connection);
        OutputRequest request =
            OutputRequest.of(
                content.kind(),
                content.about(),
                login(connection),
                null,
                purpose,
                DefinitionFile.toJson(content.rules()),
                content.json());
        new OutputRequests(connection).ask(request);
        new FolderAudit(servers).append(entry("request", request.id(), purpose));
        System.err.println("a checker judges it: norn output show " + request.id());
        System.out.println(request.id());
      }
      return ExitCode.DONE.code();
    }
  }

  /** A scoring run's report. */
  @Command(
      name = "report",
      mixinStandardHelpOptions = true,
      description =
          "The report of a scoring run, as norn score wrote it: one that was changed since is"
              + " refused.")
  static final class OfRun extends Asking {
    @Parameters(paramLabel = "RUN", description = "folder of a finished scoring run")
    private Path run;

    @Override
    Content content(Connection connection) throws Exception {
      ScoringFolder folder = ScoringFolder.open(run);
      Path file = folder.report().resolve("report.json");
      byte[] report = Files.readAllBytes(file);
      String id = folder.spec().id();
      if (!OutputRequest.sha256(report).equals(written(connection, id))) {
        throw new IllegalArgumentException(
            ("[%s] is not the report that norn score wrote of run %s; run norn score again with --out"
                    + " %s, which writes it anew")
                .formatted(file, id, run));
      }
      return new Content(
          Kind.SCORING_REPORT,
          id,
          folder.spec().disclosure(),
          new String(report, StandardCharsets.UTF_8));
    }

    private static String written(Connection connection, String run) throws SQLException {
      try (var query =
          connection.prepareStatement("SELECT report_sha256 FROM norn.scoring_run WHERE id = ?")) {
        query.setString(1, run);
        try (var row = query.executeQuery()) {
          return row.next() ? row.getString(1) : null;
        }
      }
    }
  }

  /** Two runs. */
  @Command(
      name = "comparison",
      mixinStandardHelpOptions = true,
      description = "Two scoring runs side by side, as norn compare sets them.")
  static final class OfRuns extends Asking {
    @Mixin private DisclosureOptions disclosure;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "folder of a scoring run")
    private Path before;

    @Parameters(index = "1", paramLabel = "AFTER", description = "folder of another")
    private Path after;

    @Override
    Content content(Connection connection) throws Exception {
      DisclosureRules rules = disclosure.rules(work.workFolder());
      RunComparison comparison =
          RunComparison.of(ScoringFolder.open(before), ScoringFolder.open(after), rules);
      return new Content(
          Kind.COMPARISON,
          comparison.before() + ", " + comparison.after(),
          rules,
          CanonicalJson.write(comparison));
    }
  }

  /** A release's own evaluation. */
  @Command(
      name = "evaluation",
      mixinStandardHelpOptions = true,
      description =
          "A release's evaluation on its test split, without what few people could be told by.")
  static final class OfRelease extends Asking {
    @Mixin private ReleaseOptions release;
    @Mixin private DisclosureOptions disclosure;

    @Override
    Content content(Connection connection) {
      DisclosureRules rules = disclosure.rules(work.workFolder());
      Release evaluated = release.open(work.workFolder().releases());
      Evaluation whole = CanonicalJson.read(evaluated.metricsJson(), Evaluation.class);
      return new Content(
          Kind.EVALUATION,
          evaluated.id(),
          rules,
          CanonicalJson.write(new SuppressedEvaluation(rules).of(whole, DisclosureRules.DEFAULT)));
    }
  }
}
