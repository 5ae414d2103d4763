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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.PolicyViolationException;

/**
 * What {@code norn up} starts, without a stream: a broker with its topics, a database with tables.
 */
final class TemporaryStack implements AutoCloseable {

  // As norn up has it.
  private static final int PARTITIONS = 4;
  private static final String USER = "postgres";
  private static final long POLICY_SECONDS = 30;

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

  /**
   * Takes all messages of life events away. The topic stays: a producer that meets another topic of
   * the same name may lose messages, as its numbering starts again.
   */
  void emptyLifeEvents() throws InterruptedException, ExecutionException {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    try (Admin admin = Admin.create(properties)) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        ends.put(new TopicPartition(Topics.LIFE_EVENTS, partition), OffsetSpec.latest());
      }
      Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
      admin
          .listOffsets(ends)
          .all()
          .get()
          .forEach(
              (partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end.offset())));
      // Of a topic that is only compacted the broker deletes nothing.
      cleanUp(admin, TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE);
      delete(admin, all);
      cleanUp(admin, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
  }

  /** A broker that is busy hears of a topic's new policy only some time after it was set. */
  private static void delete(Admin admin, Map<TopicPartition, RecordsToDelete> all)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    while (true) {
      try {
        admin.deleteRecords(all).all().get();
        return;
      } catch (ExecutionException e) {
        boolean late = System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(POLICY_SECONDS);
        if (late || !(e.getCause() instanceof PolicyViolationException)) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private static void cleanUp(Admin admin, String policy)
      throws InterruptedException, ExecutionException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.LIFE_EVENTS);
    ConfigEntry entry = new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, policy);
    admin
        .incrementalAlterConfigs(
            Map.of(topic, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  @Override
  public void close() {
    stack.close();
  }
}
