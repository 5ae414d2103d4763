package dev.norn.streaming.postgres;

import dev.norn.db.Upserts;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.operator.Cause;
import dev.norn.streaming.operator.PersonScore;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/**
 * Idempotent upserts, at least once: a replay writes the same rows again and an older history never
 * overwrites a newer one. The connector's exactly-once sink is not used, since it commits before
 * the job checkpoint is complete and doubles rows after a crash.
 */
public final class PostgresSinks {

  private static final int BATCH_ROWS = 500;
  private static final long BATCH_MILLIS = 200;
  private static final int RETRIES = 3;

  private final DatabaseAddress database;

  public PostgresSinks(DatabaseAddress database) {
    this.database = database;
  }

  /** Embeddings and predictions; of a person abstained on, the embedding is deleted. */
  public void writeScores(DataStream<PersonScore> scores) {
    sink(
        scores.filter(score -> score.abstained() == null),
        "person_embedding",
        Upserts.PERSON_EMBEDDING,
        PostgresSinks::bindEmbedding);
    sink(
        scores.filter(score -> score.abstained() != null),
        "person_embedding-delete",
        Upserts.DELETE_PERSON_EMBEDDING,
        PostgresSinks::bindEmbeddingKey);
    sink(
        scores.flatMap(PostgresSinks::predictions, TypeInformation.of(PredictionRow.class)),
        "prediction",
        Upserts.PREDICTION,
        PostgresSinks::bindPrediction);
  }

  public void writeRejected(DataStream<RejectedRow> rejected) {
    sink(rejected, "rejected_event", Upserts.REJECTED_EVENT, PostgresSinks::bindRejected);
  }

  /**
   * Versions of facts, forgettings and readmissions, in their order: of one person the database
   * does them one after the other, and refuses facts of who is forgotten.
   */
  public void writeHistories(DataStream<LifeEvent> versions) {
    sink(versions, "life_event", Upserts.LIFE_EVENT, PostgresSinks::bindEvent);
    // Forgetting had a sink of its own once, of which the checkpoints of such a job tell.
    sink(
        versions.filter(version -> false),
        "forget_person",
        Upserts.LIFE_EVENT,
        PostgresSinks::bindEvent);
  }

  private <T> void sink(
      DataStream<T> rows, String name, String sql, JdbcStatementBuilder<T> binding) {
    rows.sinkTo(
            new PostgresSink<>(
                JdbcSink.<T>builder()
                    .withQueryStatement(sql, binding)
                    .withExecutionOptions(
                        JdbcExecutionOptions.builder()
                            .withBatchSize(BATCH_ROWS)
                            .withBatchIntervalMs(BATCH_MILLIS)
                            .withMaxRetries(RETRIES)
                            .build())
                    .buildAtLeastOnce(connection())))
        .name(name)
        .uid("postgres-" + name);
  }

  JdbcConnectionOptions connection() {
    JdbcConnectionOptions.JdbcConnectionOptionsBuilder builder =
        new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
            .withUrl(database.jdbcUrl())
            .withDriverName("org.postgresql.Driver")
            .withUsername(database.user())
            .withPassword(database.password());
    DatabaseAddress.SETTINGS.forEach(builder::withProperty);
    return builder.build();
  }

  /** One outcome of a score. */
  public record PredictionRow(PersonScore score, String outcome, Double probability) {}

  private static void predictions(PersonScore score, Collector<PredictionRow> out) {
    String[] outcomes = score.outcomes();
    for (int i = 0; i < outcomes.length; i++) {
      Double probability = score.abstained() == null ? (double) score.probabilities()[i] : null;
      out.collect(new PredictionRow(score, outcomes[i], probability));
    }
  }

  private static void bindEmbeddingKey(PreparedStatement statement, PersonScore score)
      throws SQLException {
    statement.setString(1, score.release());
    statement.setString(2, score.person());
    statement.setObject(3, LocalDate.parse(score.landmark()));
    statement.setLong(4, score.historyVersion());
  }

  static void bindEmbedding(PreparedStatement statement, PersonScore score) throws SQLException {
    statement.setString(1, score.release());
    statement.setString(2, score.person());
    statement.setObject(3, LocalDate.parse(score.landmark()));
    statement.setObject(4, score.embedding());
    statement.setString(5, score.code());
    statement.setLong(6, score.historyVersion());
    statement.setObject(7, time(score.newestRecorded()));
    statement.setObject(8, time(Instant.now()));
  }

  static void bindPrediction(PreparedStatement statement, PredictionRow row) throws SQLException {
    PersonScore score = row.score();
    Cause cause = score.cause();
    statement.setString(1, score.release());
    statement.setString(2, score.person());
    statement.setObject(3, LocalDate.parse(score.landmark()));
    statement.setString(4, row.outcome());
    statement.setObject(5, row.probability(), Types.DOUBLE);
    statement.setString(6, score.abstained());
    statement.setLong(7, score.historyVersion());
    statement.setObject(8, time(score.newestRecorded()));
    statement.setString(9, cause.register());
    statement.setString(10, cause.row());
    statement.setString(11, cause.kind().name());
    statement.setObject(12, time(Instant.now()));
  }

  private static void bindEvent(PreparedStatement statement, LifeEvent event) throws SQLException {
    statement.setString(1, event.person().value());
    statement.setString(2, event.register());
    statement.setString(3, event.row());
    statement.setObject(4, event.occurred());
    statement.setObject(5, event.until());
    statement.setObject(6, time(event.recorded()));
    statement.setInt(7, event.revision());
    statement.setString(8, event.kind().name());
    statement.setString(9, event.contentHash());
    statement.setString(10, DefinitionFile.toJson(event.fields()));
  }

  private static void bindRejected(PreparedStatement statement, RejectedRow row)
      throws SQLException {
    statement.setString(1, row.placeHash());
    statement.setString(2, row.source());
    statement.setLong(3, row.line());
    statement.setString(4, row.register());
    statement.setString(5, row.reason().name());
    statement.setString(6, row.detail());
    statement.setObject(7, time(Instant.now()));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
