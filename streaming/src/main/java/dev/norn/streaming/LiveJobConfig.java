package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * @param cohort who is predicted for, at which landmark
 * @param registers whose facts count; empty for all
 * @param checkpoints folder that every worker reaches; kept when the job ends, so that it can go on
 * @param parallelism subtasks of every step; at most the partitions of the topic are of use
 * @param quiet a person is encoded this long after a change, in a backlog some seconds later
 * @param checkpointInterval also the longest time between offset commits
 * @param batchSize people per call of the model
 * @param stateMegabytes what histories may take of memory outside the heap; the rest of them lies
 *     on disk
 * @param metricsPort where a local job serves its metrics to Prometheus, on every interface; 0 for
 *     nowhere
 * @param keepsEvents whether every version is written to the database too, for who looks at one
 *     life; the history's own state needs none of it
 */
public record LiveJobConfig(
    String bootstrapServers,
    DatabaseAddress database,
    Cohort cohort,
    Set<String> registers,
    Path checkpoints,
    int parallelism,
    Duration quiet,
    Duration checkpointInterval,
    int batchSize,
    int stateMegabytes,
    int metricsPort,
    boolean keepsEvents) {

  public LiveJobConfig {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(cohort, "cohort");
    Objects.requireNonNull(checkpoints, "checkpoints");
    registers = Set.copyOf(registers);
    if (!cohort.landmark().span().isOneDay()) {
      throw new IllegalArgumentException(
          ("[live cohort %s] landmark: expected one day, found %s; what is served is kept by person and"
                  + " landmark, and would stay where a correction moves the landmark: score such a"
                  + " cohort in batch, and name one with a day as live-cohort of the study")
              .formatted(cohort.name(), cohort.landmark().words()));
    }
    if (parallelism < 1 || batchSize < 1 || quiet.isNegative()) {
      throw new IllegalArgumentException(
          "parallelism and batch size must be 1 or more, the quiet time not negative");
    }
    if (stateMegabytes < LEAST_STATE_MEGABYTES) {
      throw new IllegalArgumentException(
          "[state memory] expected %d MB or more, found %d"
              .formatted(LEAST_STATE_MEGABYTES, stateMegabytes));
    }
  }

  /** How long a person is left alone after a change, where nothing else is asked for. */
  public static final Duration QUIET = Duration.ofMillis(300);

  /** Enough for the histories of some ten thousand people; more of them are read from disk. */
  public static final int STATE_MEGABYTES = 256;

  // What was run; less was not.
  private static final int LEAST_STATE_MEGABYTES = 64;

  /** Settings for one machine. */
  public static LiveJobConfig local(
      String bootstrapServers,
      DatabaseAddress database,
      Cohort cohort,
      Set<String> registers,
      Path checkpoints) {
    return new LiveJobConfig(
        bootstrapServers,
        database,
        cohort,
        registers,
        checkpoints,
        2,
        QUIET,
        Duration.ofSeconds(2),
        64,
        STATE_MEGABYTES,
        0,
        false);
  }

  public LiveJobConfig withQuiet(Duration other) {
    return new LiveJobConfig(
        bootstrapServers,
        database,
        cohort,
        registers,
        checkpoints,
        parallelism,
        other,
        checkpointInterval,
        batchSize,
        stateMegabytes,
        metricsPort,
        keepsEvents);
  }

  public LiveJobConfig withStateMegabytes(int megabytes) {
    return new LiveJobConfig(
        bootstrapServers,
        database,
        cohort,
        registers,
        checkpoints,
        parallelism,
        quiet,
        checkpointInterval,
        batchSize,
        megabytes,
        metricsPort,
        keepsEvents);
  }

  public LiveJobConfig withMetricsPort(int port) {
    return new LiveJobConfig(
        bootstrapServers,
        database,
        cohort,
        registers,
        checkpoints,
        parallelism,
        quiet,
        checkpointInterval,
        batchSize,
        stateMegabytes,
        port,
        keepsEvents);
  }

  public LiveJobConfig withEvents(boolean kept) {
    return new LiveJobConfig(
        bootstrapServers,
        database,
        cohort,
        registers,
        checkpoints,
        parallelism,
        quiet,
        checkpointInterval,
        batchSize,
        stateMegabytes,
        metricsPort,
        kept);
  }
}
