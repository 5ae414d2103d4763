package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import dev.norn.db.Upserts;
import dev.norn.model.release.Release;
import dev.norn.streaming.operator.EncodeOperator;
import dev.norn.streaming.operator.EncodingRequest;
import dev.norn.streaming.operator.PersonScore;
import dev.norn.streaming.operator.ScoringRequestFunction;
import dev.norn.streaming.postgres.PostgresSinks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Scores a cohort with a release over all that is on the topic, through the live job's functions.
 * Running it again writes the same rows. Each run has a row of its own in {@code norn.scoring_run}.
 */
public final class ScoringJob {

  private static final int BATCH_SIZE = 64;
  private static final long MAX_WAIT_MILLIS = 1_000;

  private ScoringJob() {}

  /**
   * A run that ended.
   *
   * @param id in {@code norn.scoring_run}
   * @param people of the cohort, all of whom were scored
   */
  public record Run(String id, long people) {}

  /**
   * @param registers whose facts count; empty for all
   * @param release known to the database
   */
  public static Run run(
      String bootstrapServers,
      int parallelism,
      Set<String> registers,
      DatabaseAddress database,
      Cohort cohort,
      Release release)
      throws Exception {
    String id = begin(database, cohort, release);
    long people = 0;
    boolean done = false;
    try {
      people = score(bootstrapServers, parallelism, registers, database, cohort, release);
      done = true;
    } finally {
      write(
          database,
          Upserts.END_SCORING_RUN,
          done ? "DONE" : "FAILED",
          people,
          Instant.now().atOffset(ZoneOffset.UTC),
          id);
    }
    return new Run(id, people);
  }

  private static String begin(DatabaseAddress database, Cohort cohort, Release release)
      throws SQLException {
    Instant started = Instant.now();
    String id = cohort.name() + "-" + started.toString().replace(":", "");
    write(
        database,
        Upserts.SCORING_RUN,
        id,
        release.id(),
        cohort.name(),
        cohort.landmark().span().latest().date(),
        cohort.knownBy() == null ? null : cohort.knownByInstant().atOffset(ZoneOffset.UTC),
        started.atOffset(ZoneOffset.UTC));
    return id;
  }

  private static void write(DatabaseAddress database, String sql, Object... values)
      throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static long score(
      String bootstrapServers,
      int parallelism,
      Set<String> registers,
      DatabaseAddress database,
      Cohort cohort,
      Release release)
      throws Exception {
    BoundedHistories bounded = BoundedHistories.of(bootstrapServers, parallelism, registers);
    new PostgresSinks(database)
        .writeScores(
            bounded
                .histories()
                .flatMap(
                    new ScoringRequestFunction(cohort, release.folder().toString()),
                    TypeInformation.of(EncodingRequest.class))
                .transform(
                    "encode",
                    TypeInformation.of(PersonScore.class),
                    new EncodeOperator(BATCH_SIZE, MAX_WAIT_MILLIS)));
    return bounded
        .environment()
        .execute("norn score")
        .getAccumulatorResult(ScoringRequestFunction.PEOPLE);
  }
}
