package dev.norn.db;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The database schema: schemas {@code norn} (tables), {@code norn_research} and {@code
 * norn_operations} (views), and five group roles without login.
 *
 * <p>The migrating login must be allowed to create schemas, the trusted extension {@code cube} and,
 * unless they exist, the roles {@code norn_writer}, {@code norn_researcher}, {@code norn_analyst},
 * {@code norn_operations} and {@code norn_auditor}.
 */
public final class Schema {

  private Schema() {}

  /**
   * Brings the database to this version. Does nothing when it is there already; concurrent calls
   * wait for each other.
   *
   * @return the number of migrations applied
   * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached, is newer
   *     than this version, or holds a migration that was edited afterwards
   */
  public static int migrate(DataSource database) {
    return migrate(Flyway.configure().dataSource(database));
  }

  /**
   * As {@link #migrate(DataSource)}, for a JDBC URL such as {@code jdbc:postgresql://host/norn}.
   */
  public static int migrate(String url, String user, String password) {
    return migrate(Flyway.configure().dataSource(url, user, password));
  }

  private static int migrate(FluentConfiguration configuration) {
    return configuration
        .locations("classpath:db/migrations")
        .defaultSchema("norn")
        .createSchemas(true)
        .placeholderReplacement(false)
        .validateMigrationNaming(true)
        // Pieces of work number their tables side by side: a database may have the later one first.
        .outOfOrder(true)
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
