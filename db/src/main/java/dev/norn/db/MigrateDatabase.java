package dev.norn.db;

import java.util.Map;
import java.util.TreeSet;

/**
 * Migrates the database named by the environment: {@code NORN_DB_URL}, {@code NORN_DB_USER}, {@code
 * NORN_DB_PASSWORD}. For deployments in which a job of its own migrates before the services start.
 */
public final class MigrateDatabase {

  private MigrateDatabase() {}

  /** Ends with code 0 when migrated, 2 when a variable is missing, 3 when the migration failed. */
  public static void main(String[] arguments) {
    System.exit(run(System.getenv()));
  }

  static int run(Map<String, String> environment) {
    var missing = new TreeSet<String>();
    for (String name : new String[] {"NORN_DB_URL", "NORN_DB_USER", "NORN_DB_PASSWORD"}) {
      if (environment.getOrDefault(name, "").isBlank()) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      System.err.println("[environment] no value for " + missing + "; set them and run again");
      return 2;
    }
    try {
      int applied =
          Schema.migrate(
              environment.get("NORN_DB_URL"),
              environment.get("NORN_DB_USER"),
              environment.get("NORN_DB_PASSWORD"));
      System.out.println("database migrated, " + applied + " migrations applied");
      return 0;
    } catch (RuntimeException failure) {
      System.err.println("[database] migration failed: " + failure.getMessage());
      return 3;
    }
  }
}
