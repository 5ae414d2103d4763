package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import dev.norn.db.OutputRequest;
import dev.norn.db.Upserts;
import dev.norn.event.DefinitionFile;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.calibration.TokenHolders;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.EvaluationProgress;
import dev.norn.model.evaluation.TokenDivision;
import dev.norn.model.release.Release;
import dev.norn.model.scoring.CohortEncoding;
import dev.norn.model.scoring.CohortScoring;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.model.scoring.ScoringReport;
import dev.norn.model.scoring.ScoringReportWriter;
import dev.norn.model.scoring.ScoringSpec;
import dev.norn.model.scoring.SequenceStage;
import dev.norn.streaming.postgres.ScoringRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.util.FileUtils;

/**
 * Scores a cohort with a release over all that is on the topic, in three stages: sequences by the
 * functions that write the corpus, encoding part by part, figures and report. A run that was killed
 * goes on in its folder; whatever is written twice is written alike.
 */
public final class ScoringJob {

  private final String bootstrapServers;
  private final int parallelism;
  private final DatabaseAddress database;
  private final Progress progress;

  /** Told how far a run is. */
  public interface Progress extends EvaluationProgress {

    /** A stage begins. */
    enum Stage {
      /** Histories are read and written as sequences. */
      SEQUENCES,
      /** The model encodes them. */
      ENCODING,
      /** How many people have each token is counted and written. */
      TOKENS,
      /** Figures are made and written. */
      FIGURES,
      /** The report is made. */
      REPORT
    }

    /**
     * @param people whom it has to do; -1 where that is not known
     */
    void begins(Stage stage, long people);

    /** So many people of the stage are done. */
    void done(long people);
  }

  /**
   * A run that ended.
   *
   * @param people of the cohort, all of whom were scored
   * @param abstained of these, without a probability for at least one outcome
   */
  public record Run(long people, long abstained, ScoringReport report) {}

  /**
   * @param parallelism part of what the sequences' id depends on, as of a corpus
   */
  public ScoringJob(
      String bootstrapServers, int parallelism, DatabaseAddress database, Progress progress) {
    this.bootstrapServers = bootstrapServers;
    this.parallelism = parallelism;
    this.database = database;
    this.progress = progress;
  }

  /**
   * @param release known to the database
   * @param calibration that the run names
   * @param divisions of the people into subgroups, for the report
   */
  public Run run(
      ScoringFolder folder,
      Release release,
      ReleaseCalibration calibration,
      List<TokenDivision> divisions)
      throws Exception {
    begin(folder.spec());
    Run run = null;
    try (ScoringRows rows = ScoringRows.open(database)) {
      SequenceStage stage = sequences(folder, release);
      Corpus corpus = Corpus.open(folder.sequences());
      encode(folder, release, corpus, rows);
      progress.begins(Progress.Stage.TOKENS, -1);
      TokenHolders tokens = TokenHolders.of(release.vocabulary(), corpus);
      rows.writeTokens(folder.spec().id(), tokens);
      CohortScoring scoring = new CohortScoring(folder, calibration);
      progress.begins(Progress.Stage.FIGURES, people(corpus));
      scoring.run(part -> rows.writeScored(folder.spec().id(), part), progress::done);
      progress.begins(Progress.Stage.REPORT, -1);
      ScoringReport report =
          new ScoringReportWriter(folder, release, calibration, stage)
              .write(corpus, tokens, scoring, divisions, progress);
      keep(folder);
      run = new Run(scoring.people(), scoring.abstained(), report);
    } finally {
      end(folder.spec(), run);
    }
    return run;
  }

  private void keep(ScoringFolder folder) throws IOException, SQLException {
    ScoringSpec spec = folder.spec();
    byte[] report = Files.readAllBytes(folder.report().resolve("report.json"));
    write(
        Upserts.KEPT_SCORING_REPORT,
        spec.id(),
        spec.disclosure().minimumCount(),
        new String(report, StandardCharsets.UTF_8));
    // What leaves later is compared with it.
    write(Upserts.SCORING_REPORT, OutputRequest.sha256(report), spec.id());
  }

  private SequenceStage sequences(ScoringFolder folder, Release release) throws Exception {
    SequenceStage done = SequenceStage.read(folder).orElse(null);
    if (done != null) {
      return done;
    }
    FileUtils.deleteDirectory(folder.sequences().toFile());
    progress.begins(Progress.Stage.SEQUENCES, -1);
    ScoringSpec spec = folder.spec();
    long[] read = new long[1];
    CorpusJob.Result result =
        new CorpusJob(bootstrapServers, parallelism, spec.registers())
            .write(
                folder.sequences(),
                release.vocabulary(),
                spec.cohort(),
                spec.outcomes(),
                release.maxLength(),
                people -> {
                  read[0] = people;
                  progress.done(people);
                });
    if (people(result.corpus()) == 0) {
      throw new IllegalArgumentException(
          "[cohort "
              + spec.cohort().name()
              + "] nobody is in it; norn cohort explain says which rule removes whom");
    }
    SequenceStage stage =
        new SequenceStage(read[0], result.removed(), result.newestRecorded().toString());
    stage.write(folder);
    return stage;
  }

  private void encode(ScoringFolder folder, Release release, Corpus corpus, ScoringRows rows)
      throws Exception {
    progress.begins(Progress.Stage.ENCODING, people(corpus));
    new CohortEncoding(folder, release)
        .run(
            corpus,
            (people, encodings) -> rows.writeEncoded(release, people, encodings),
            progress::done);
  }

  private static long people(Corpus corpus) {
    return corpus.manifest().people().values().stream().mapToLong(Long::longValue).sum();
  }

  private void begin(ScoringSpec spec) throws SQLException {
    Cohort cohort = spec.cohort();
    write(
        Upserts.SCORING_RUN,
        spec.id(),
        spec.release(),
        spec.calibration(),
        cohort.name(),
        cohort.landmark().span().latest().date(),
        cohort.knownBy() == null ? null : cohort.knownByInstant().atOffset(ZoneOffset.UTC),
        DefinitionFile.toJson(spec),
        Instant.parse(spec.started()).atOffset(ZoneOffset.UTC));
  }

  private void end(ScoringSpec spec, Run run) throws SQLException {
    write(
        Upserts.END_SCORING_RUN,
        run == null ? "FAILED" : "DONE",
        run == null ? 0 : run.people(),
        run == null ? 0 : run.abstained(),
        Instant.now().atOffset(ZoneOffset.UTC),
        spec.id());
  }

  private void write(String sql, Object... values) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
