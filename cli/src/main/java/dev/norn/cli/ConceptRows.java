package dev.norn.cli;

import dev.norn.db.Upserts;
import dev.norn.event.DefinitionFile;
import dev.norn.model.explain.ConceptEffect;
import dev.norn.model.explain.ConceptStudy;
import dev.norn.model.explain.LearntConcept;
import dev.norn.streaming.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Concepts of a release, for the database that its embeddings are in. */
final class ConceptRows {

  private final String release;
  private final long seed;
  private final int randomConcepts;

  ConceptRows(String release, long seed, int randomConcepts) {
    this.release = release;
    this.seed = seed;
    this.randomConcepts = randomConcepts;
  }

  /** Everything or nothing; the release is registered. */
  void write(DatabaseAddress database, ConceptStudy.Findings findings) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (LearntConcept each : findings.concepts()) {
        write(connection, each);
      }
      for (ConceptEffect each : findings.effects()) {
        write(connection, each);
      }
      connection.commit();
    }
  }

  private void write(Connection connection, LearntConcept learnt) throws SQLException {
    update(
        connection,
        Upserts.CONCEPT,
        release,
        learnt.concept().name(),
        DefinitionFile.toJson(learnt.concept()),
        learnt.direction(),
        learnt.centre(),
        learnt.scale(),
        learnt.people(),
        learnt.others(),
        learnt.auroc().estimate(),
        orNull(learnt.auroc().low()),
        orNull(learnt.auroc().high()),
        seed);
  }

  private void write(Connection connection, ConceptEffect effect) throws SQLException {
    update(
        connection,
        Upserts.CONCEPT_EFFECT,
        release,
        effect.concept(),
        effect.outcome(),
        effect.layer().name(),
        effect.effect().estimate(),
        effect.nullLow(),
        effect.nullHigh(),
        effect.p(),
        effect.adjusted(),
        randomConcepts);
  }

  private static Double orNull(double number) {
    return Double.isNaN(number) ? null : number;
  }

  private static void update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }
}
