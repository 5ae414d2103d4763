package dev.norn.bench;

import dev.norn.cli.local.LocalStack;
import dev.norn.cli.local.WorkFolder;
import dev.norn.cohort.Cohort;
import dev.norn.db.Schema;
import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.LiveJobConfig;
import dev.norn.streaming.ReleaseActivation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What {@code norn up} starts, without a stream: a broker with its topics, a database with tables.
 */
final class TemporaryStack implements AutoCloseable {

  // As norn up has it.
  private static final int PARTITIONS = 4;
  private static final String USER = "postgres";

  private final LocalStack stack;
  private int jobs;

  private TemporaryStack(LocalStack stack) {
    this.stack = stack;
  }

  static TemporaryStack start(Path work) {
    TemporaryStack started =
        new TemporaryStack(LocalStack.start(WorkFolder.at(work), step -> System.err.println(step)));
    Topics.create(started.bootstrapServers(), PARTITIONS, (short) 1);
    DatabaseAddress database = started.database();
    Schema.migrate(database.jdbcUrl(), database.user(), database.password());
    return started;
  }

  String bootstrapServers() {
    return stack.bootstrapServers();
  }

  DatabaseAddress database() {
    return new DatabaseAddress(stack.jdbcUrl(), USER, "");
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(stack.jdbcUrl(), USER, "");
  }

  ReleaseActivation activation() {
    return new ReleaseActivation(bootstrapServers(), database());
  }

  /** The settings of {@code norn up}, with a checkpoint folder of its own for each call. */
  LiveJobConfig newJob(Cohort cohort) {
    return LiveJobConfig.local(
        bootstrapServers(),
        database(),
        cohort,
        Set.of(),
        stack.folder().checkpoints().resolve("bench-" + jobs++));
  }

  /** Takes all messages of life events away. */
  void emptyLifeEvents() throws InterruptedException, ExecutionException {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    try (Admin admin = Admin.create(properties)) {
      admin.deleteTopics(List.of(Topics.LIFE_EVENTS)).all().get();
      while (exists(admin)) {
        Thread.sleep(100);
      }
    }
    Topics.create(bootstrapServers(), PARTITIONS, (short) 1);
  }

  private static boolean exists(Admin admin) throws InterruptedException, ExecutionException {
    Set<String> names = admin.listTopics().names().get();
    if (names.contains(Topics.LIFE_EVENTS)) {
      return true;
    }
    try {
      admin.describeTopics(List.of(Topics.LIFE_EVENTS)).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    stack.close();
  }
}
