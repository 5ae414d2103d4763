package dev.norn.ingestion.topic;

import java.util.Map;

/**
 * Creates Norn's topics on the brokers that the environment names: {@code NORN_KAFKA}, and {@code
 * NORN_KAFKA_PARTITIONS} (4 if not given) and {@code NORN_KAFKA_REPLICATION} (1). For deployments
 * in which a job of its own prepares the servers before the services start.
 */
public final class CreateTopics {

  private CreateTopics() {}

  /** Ends with code 0 when all are there, 2 when a variable is wrong, 3 when Kafka refused. */
  public static void main(String[] arguments) {
    System.exit(run(System.getenv()));
  }

  static int run(Map<String, String> environment) {
    String brokers = environment.getOrDefault("NORN_KAFKA", "");
    if (brokers.isBlank()) {
      System.err.println("[environment] no value for NORN_KAFKA; set it and run again");
      return 2;
    }
    try {
      int partitions = number(environment, "NORN_KAFKA_PARTITIONS", 4);
      int replication = number(environment, "NORN_KAFKA_REPLICATION", 1);
      Topics.create(brokers, partitions, (short) replication);
      System.out.println("topics are there; new ones have " + replication + " replicas");
      return 0;
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      return 2;
    } catch (RuntimeException failure) {
      System.err.println("[kafka] " + failure.getMessage() + ": " + failure.getCause());
      return 3;
    }
  }

  private static int number(Map<String, String> environment, String name, int otherwise) {
    String value = environment.getOrDefault(name, "");
    if (value.isBlank()) {
      return otherwise;
    }
    if (!value.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(
          "[environment] " + name + " must be a whole number from 1 to 9999");
    }
    return Integer.parseInt(value);
  }
}
