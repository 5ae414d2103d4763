package dev.norn.cli;

import dev.norn.cli.map.ReleaseMaps;
import dev.norn.ingestion.IngestionReport;
import dev.norn.model.graph.TrainingLog;
import dev.norn.model.training.TrainedRelease;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.vocab.Vocabulary;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** What a demo did, for its last words. */
final class DemoReport {

  private static final String CHANGES =
      """
      select coalesce(cause_register || '/' || cause_row, 'no fact'), lower(cause_kind),
        to_char(from_probability, '0.999'), to_char(to_probability, '0.999')
      from norn.score_change
      where from_probability is not null and to_probability is not null
      order by abs(to_probability - from_probability) desc, id limit 5""";

  private final StageClock clock;
  private IngestionReport history;
  private IngestionReport live;
  private Vocabulary vocabulary;
  private TrainedRelease trained;
  private List<List<String>> before = List.of();
  private List<List<String>> after = List.of();
  private List<List<String>> changes = List.of();
  private long changed;
  private ReleaseMaps.Done maps;

  DemoReport(StageClock clock) {
    this.clock = clock;
  }

  void ingested(IngestionReport report) {
    history = report;
  }

  void trained(Vocabulary fitted, TrainedRelease release) {
    vocabulary = fitted;
    trained = release;
  }

  void live(IngestionReport report) {
    live = report;
  }

  void maps(ReleaseMaps.Done done) {
    maps = done;
  }

  void beforeLive(DatabaseAddress database) throws SQLException {
    before = predictions(database);
  }

  void afterLive(DatabaseAddress database) throws SQLException {
    after = predictions(database);
    Predictions rows = new Predictions(database);
    changed = rows.count("select count(*) from norn.score_change");
    changes = rows.rows(CHANGES);
  }

  private static List<List<String>> predictions(DatabaseAddress database) throws SQLException {
    return new Predictions(database)
        .rows(
            """
            select outcome, count(probability), count(abstained),
              to_char(avg(probability), '0.9999')
            from norn.prediction group by outcome order by outcome""");
  }

  /**
   * @param api where the research API answers, or null when it does not
   */
  void print(PrintStream out, Servers servers, Path work, URI api) {
    out.println();
    out.println("History   " + history);
    if (live != null) {
      out.println("Live      " + live);
    }
    out.println(
        "Tokens    "
            + vocabulary.size()
            + " in the vocabulary, fitted on "
            + vocabulary.trainingPersons()
            + " people");
    trained.logs().forEach(log -> out.println("Training  " + losses(log)));
    out.println();
    out.print(trained.evaluation().summary());
    out.println();
    out.println("Release   " + trained.release().id() + " in " + trained.release().folder());
    predictions(out, live == null ? "Predicted " : "Before    ", before);
    if (live != null) {
      predictions(out, "After     ", after);
      out.println("Changed   " + changed + " predictions; the largest changes:");
      changes.forEach(
          row ->
              out.println(
                  "           "
                      + row.get(2).strip()
                      + " → "
                      + row.get(3).strip()
                      + ": "
                      + row.get(0)
                      + " "
                      + row.get(1)));
    }
    for (ReleaseMaps.Made made : maps.made()) {
      out.printf(
          Locale.ROOT,
          "Map       of %s: %,d points, trustworthiness %.3f, triplets kept %.3f%n",
          made.kind().toLowerCase(Locale.ROOT),
          made.points(),
          made.map().faithfulness().trustworthiness(),
          made.map().faithfulness().tripletsKept());
    }
    seconds(out);
    next(out, servers, work, api);
  }

  private static void predictions(PrintStream out, String title, List<List<String>> rows) {
    rows.forEach(
        row ->
            out.println(
                title
                    + row.get(0)
                    + ": "
                    + row.get(1)
                    + " people, mean probability "
                    + row.get(3).strip()
                    + "; "
                    + row.get(2)
                    + " abstained on"));
  }

  private static String losses(TrainingLog log) {
    StringBuilder losses = new StringBuilder(log.stage() + ": validation loss");
    log.epochs()
        .forEach(
            epoch -> losses.append(String.format(Locale.ROOT, " %.4f", epoch.validationLoss())));
    return losses + " by epoch, epoch " + log.bestEpoch() + " kept";
  }

  private void seconds(PrintStream out) {
    StringBuilder line = new StringBuilder("Seconds  ");
    double total = 0;
    for (var stage : clock.stages().entrySet()) {
      double seconds = stage.getValue().toMillis() / 1e3;
      total += seconds;
      line.append(String.format(Locale.ROOT, " %s %.1f,", stage.getKey(), seconds));
    }
    out.println(line + String.format(Locale.ROOT, " in all %.1f", total));
    out.println(
        String.format(
            Locale.ROOT,
            "Ingested  %,.0f events/s from files to Kafka",
            history.events() / Math.max(1e-3, clock.of("ingest").toMillis() / 1e3)));
  }

  private static void next(PrintStream out, Servers servers, Path work, URI api) {
    out.println();
    if (api == null) {
      out.println(
          "Look on   ./norn up --work " + work + "   serves all this again, with the console");
      out.println(
          "          ./norn query --work "
              + work
              + " \"select * from norn_research.prediction limit 5\"");
    } else {
      String address = servers.database().jdbcUrl().replaceFirst("^jdbc:", "").split("\\?")[0];
      out.println("Look on   psql " + address.replace("://", "://postgres@"));
      out.println(
          "          " + api + "/   the console (contract of its API: " + api + "/openapi.yaml)");
    }
    out.println("          the model card and report lie in the release's folder");
  }
}
