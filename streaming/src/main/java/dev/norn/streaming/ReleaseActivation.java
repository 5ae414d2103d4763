package dev.norn.streaming;

import dev.norn.db.Upserts;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.ingestion.topic.ActiveRelease;
import dev.norn.ingestion.topic.Topics;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.privacy.PrivacyReport;
import dev.norn.model.release.Release;
import dev.norn.model.release.ReleaseException;
import dev.norn.model.release.ServedRelease;
import dev.norn.model.scoring.SuppressedEvaluation;
import dev.norn.model.serving.TokenEmbeddings;
import dev.norn.vocab.Token;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a release the one that is served: first its rows and partitions in Postgres, then the
 * message to the stream, so that no prediction can arrive before its release is known.
 */
public final class ReleaseActivation {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseActivation.class);

  private final String bootstrapServers;
  private final DatabaseAddress database;

  public ReleaseActivation(String bootstrapServers, DatabaseAddress database) {
    this.bootstrapServers = bootstrapServers;
    this.database = database;
  }

  /**
   * The release before ends at once.
   *
   * @param release whose folder every worker of the stream reaches under the same path
   * @throws ReleaseException when it cannot be served; the one that is live stays
   */
  public void activate(Release release) throws SQLException {
    activate(release, Duration.ZERO);
  }

  /**
   * @param release whose folder every worker of the stream reaches under the same path
   * @param keepPrevious how long the release before goes on predicting beside it, from now; zero
   *     for not at all
   * @throws ReleaseException when it cannot be served; the one that is live stays
   */
  public void activate(Release release, Duration keepPrevious) throws SQLException {
    ServedRelease.open(release.folder()).close();
    register(release);
    Instant now = Instant.now();
    Instant previousUntil = keepPrevious.isZero() ? null : now.plus(keepPrevious);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      String previous = live(connection);
      query(connection, Upserts.ACTIVATE_RELEASE, release.id(), now.atOffset(ZoneOffset.UTC));
      boolean kept = previousUntil != null && !release.id().equals(previous);
      query(
          connection,
          Upserts.KEEP_RELEASE,
          kept ? previous : null,
          kept ? previousUntil.atOffset(ZoneOffset.UTC) : null);
      connection.commit();
    }
    announce(new ActiveRelease(release.folder().toString(), previousUntil));
  }

  /** Id of the release that is live, or null. */
  private static String live(Connection connection) throws SQLException {
    return first(
        connection,
        "SELECT id FROM norn.release WHERE active_from IS NOT NULL AND active_until IS NULL");
  }

  /** Id of the release that was live before the one that is; nothing where there was none. */
  public Optional<String> previous() throws SQLException {
    try (Connection connection = database.connect()) {
      return Optional.ofNullable(
          first(
              connection,
              "SELECT id FROM norn.release WHERE active_until IS NOT NULL"
                  + " ORDER BY active_until DESC LIMIT 1"));
    }
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  /**
   * Writes the release's rows and partitions without serving it.
   *
   * @throws dev.norn.model.release.ReleaseException if its privacy report blocks it
   */
  public void register(Release release) throws SQLException {
    PrivacyReport.refuseBlocked(release);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      writeVocabulary(connection, release.vocabulary());
      writeRelease(connection, release);
      writeEvaluations(connection, release);
      query(connection, Upserts.ADD_RELEASE_PARTITION, release.id());
      writeTokenEmbeddings(connection, release);
      connection.commit();
    }
  }

  private static void writeVocabulary(Connection connection, Vocabulary vocabulary)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Upserts.VOCABULARY)) {
      statement.setString(1, vocabulary.hash());
      statement.setString(2, vocabulary.toJson());
      statement.setInt(3, vocabulary.size());
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(Upserts.TOKEN)) {
      for (Token token : vocabulary.tokens()) {
        statement.setString(1, vocabulary.hash());
        statement.setInt(2, token.id());
        statement.setString(3, token.text());
        statement.setString(4, token.family());
        statement.setLong(5, token.persons());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void writeRelease(Connection connection, Release release) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Upserts.RELEASE)) {
      statement.setString(1, release.id());
      statement.setString(2, release.vocabulary().hash());
      statement.setString(3, release.corpusId());
      statement.setObject(4, release.landmark().date());
      statement.setString(5, release.cohort());
      statement.setObject(6, release.created().atOffset(ZoneOffset.UTC));
      statement.setString(7, release.architectureJson());
      statement.setString(8, release.card());
      statement.setInt(9, release.embeddingMean().length);
      statement.setObject(10, release.embeddingMean());
      statement.executeUpdate();
    }
  }

  private static void writeEvaluations(Connection connection, Release release) throws SQLException {
    Optional<String> suppressed = suppressed(release);
    try (PreparedStatement statement = connection.prepareStatement(Upserts.RELEASE_EVALUATION)) {
      writeEvaluation(statement, release, true, release.metricsJson());
      if (suppressed.isPresent()) {
        writeEvaluation(statement, release, false, suppressed.get());
      }
    }
  }

  /** None of a release whose evaluation is of a form before this one; it may still be served. */
  private static Optional<String> suppressed(Release release) {
    DisclosureRules rules = DisclosureRules.DEFAULT;
    try {
      Evaluation whole = CanonicalJson.read(release.metricsJson(), Evaluation.class);
      return Optional.of(CanonicalJson.write(new SuppressedEvaluation(rules).of(whole, rules)));
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "[release {}] its evaluation is of another version, and viewers see none: {}",
          release.id(),
          e.getMessage());
      return Optional.empty();
    }
  }

  private static void writeEvaluation(
      PreparedStatement statement, Release release, boolean smallCells, String metrics)
      throws SQLException {
    statement.setString(1, release.id());
    statement.setBoolean(2, smallCells);
    statement.setString(3, metrics);
    statement.executeUpdate();
  }

  private static void writeTokenEmbeddings(Connection connection, Release release)
      throws SQLException {
    float[][] embeddings;
    try {
      embeddings = TokenEmbeddings.of(release.folder());
    } catch (IOException | IllegalArgumentException e) {
      throw new ReleaseException(
          release.folder().toString(), "its model cannot be read: " + e.getMessage(), e);
    }
    try (PreparedStatement statement = connection.prepareStatement(Upserts.TOKEN_EMBEDDING)) {
      for (int token = 0; token < embeddings.length; token++) {
        statement.setString(1, release.id());
        statement.setInt(2, token);
        statement.setObject(3, embeddings[token]);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void query(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  private void announce(ActiveRelease release) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.MODEL_RELEASES, ActiveRelease.KEY, release.toBytes()))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the release could not be announced", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while announcing the release", e);
    }
  }
}
