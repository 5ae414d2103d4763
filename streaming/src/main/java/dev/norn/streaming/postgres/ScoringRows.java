package dev.norn.streaming.postgres;

import dev.norn.db.SignCode;
import dev.norn.db.Upserts;
import dev.norn.model.calibration.TokenHolders;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.release.Release;
import dev.norn.model.scoring.ScoredPerson;
import dev.norn.model.serving.Encoding;
import dev.norn.sequence.PersonSequence;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.operator.Cause;
import dev.norn.streaming.operator.PersonScore;
import dev.norn.streaming.postgres.PostgresSinks.PredictionRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;

/**
 * Writes what a scoring run says, a part of the people at a time: each part in a transaction of its
 * own, which may be written again. Not thread-safe; the opener closes it.
 */
public final class ScoringRows implements AutoCloseable {

  private static final int BATCH_ROWS = 1_000;

  private final Connection connection;
  private final PreparedStatement embedding;
  private final PreparedStatement prediction;
  private final PreparedStatement scored;

  private ScoringRows(Connection connection) throws SQLException {
    this.connection = connection;
    this.embedding = connection.prepareStatement(Upserts.PERSON_EMBEDDING);
    this.prediction = connection.prepareStatement(Upserts.PREDICTION);
    this.scored = connection.prepareStatement(Upserts.SCORED_PERSON);
  }

  public static ScoringRows open(DatabaseAddress database) throws SQLException {
    Connection connection = database.connect();
    try {
      connection.setAutoCommit(false);
      return new ScoringRows(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Embeddings, and the newest predictions as the release itself calibrates them. */
  public void writeEncoded(Release release, List<CorpusExample> people, List<Encoding> encodings)
      throws SQLException {
    SignCode codes = new SignCode(release.embeddingMean());
    String[] outcomes = release.outcomes().toArray(String[]::new);
    int waiting = 0;
    for (int i = 0; i < people.size(); i++) {
      PersonScore score =
          score(release, people.get(i).sequence(), encodings.get(i), codes, outcomes);
      PostgresSinks.bindEmbedding(embedding, score);
      embedding.addBatch();
      for (int outcome = 0; outcome < outcomes.length; outcome++) {
        PostgresSinks.bindPrediction(
            prediction,
            new PredictionRow(score, outcomes[outcome], (double) score.probabilities()[outcome]));
        prediction.addBatch();
      }
      if (++waiting == BATCH_ROWS) {
        embedding.executeBatch();
        prediction.executeBatch();
        waiting = 0;
      }
    }
    embedding.executeBatch();
    prediction.executeBatch();
    connection.commit();
  }

  private static PersonScore score(
      Release release,
      PersonSequence sequence,
      Encoding encoding,
      SignCode codes,
      String[] outcomes) {
    float[] normalised = encoding.normalisedEmbedding();
    return new PersonScore(
        sequence.person().value(),
        release.id(),
        sequence.landmark().toString(),
        null,
        normalised,
        codes.of(normalised),
        encoding.probabilities(),
        outcomes,
        sequence.historyVersion(),
        sequence.newestRecorded(),
        Cause.SCORING_RUN);
  }

  /** Tokens of the run's people. */
  public void writeTokens(String run, TokenHolders tokens) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Upserts.SCORED_TOKEN)) {
      for (Map.Entry<Integer, Long> token : tokens.counts().entrySet()) {
        statement.setString(1, run);
        statement.setInt(2, token.getKey());
        statement.setLong(3, token.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
    connection.commit();
  }

  /** What the run says, by its own calibration and rule of abstention. */
  public void writeScored(String run, List<ScoredPerson> rows) throws SQLException {
    int waiting = 0;
    for (ScoredPerson row : rows) {
      bind(run, row);
      scored.addBatch();
      if (++waiting == BATCH_ROWS) {
        scored.executeBatch();
        waiting = 0;
      }
    }
    scored.executeBatch();
    connection.commit();
  }

  private void bind(String run, ScoredPerson row) throws SQLException {
    scored.setString(1, run);
    scored.setString(2, row.person());
    scored.setObject(3, row.landmark());
    scored.setString(4, row.outcome());
    scored.setObject(5, row.probability(), Types.DOUBLE);
    scored.setObject(6, row.low(), Types.DOUBLE);
    scored.setObject(7, row.high(), Types.DOUBLE);
    scored.setObject(8, row.decile(), Types.SMALLINT);
    scored.setObject(9, row.percentile(), Types.DOUBLE);
    scored.setString(10, row.abstained());
    scored.setLong(11, row.historyVersion());
    scored.setObject(12, PostgresSinks.time(row.newestRecorded()));
    scored.setObject(13, row.answer().expectedCount(), Types.DOUBLE);
    scored.setString(14, row.answer().likeliestClass());
    scored.setObject(15, row.answer().classProbability(), Types.DOUBLE);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
