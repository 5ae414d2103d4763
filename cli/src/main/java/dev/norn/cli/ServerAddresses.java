package dev.norn.cli;

import dev.norn.streaming.DatabaseAddress;
import java.util.Map;
import java.util.Optional;

/** A broker and a database that run elsewhere, as the environment names them. */
record ServerAddresses(String bootstrapServers, DatabaseAddress database) {

  /**
   * Empty without {@code NORN_KAFKA}: the database alone is what {@code norn api} asks for.
   *
   * @throws IllegalArgumentException if the brokers are named and the database is not
   */
  static Optional<ServerAddresses> of(Map<String, String> environment) {
    String brokers = environment.getOrDefault("NORN_KAFKA", "");
    if (brokers.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new ServerAddresses(
            brokers,
            new DatabaseAddress(
                required(environment, "NORN_DB_URL"),
                required(environment, "NORN_DB_USER"),
                environment.getOrDefault("NORN_DB_PASSWORD", ""))));
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "[environment] NORN_KAFKA is set and " + name + " is not; set both or neither");
    }
    return value;
  }
}
