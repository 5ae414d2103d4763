package dev.norn.ingestion.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The names of Norn's topics, and their settings where they do not exist yet. */
public final class Topics {

  /**
   * Life events, compacted; key as {@link EventKey} says, value as {@link LifeEventSerde} writes
   * it, none for a version that is to be erased.
   */
  public static final String LIFE_EVENTS = "life-events";

  /** What did not become a life event, with place and reason; see {@link RejectedRowSerde}. */
  public static final String REJECTED = "life-events.rejected";

  /** How far each delivered file has been ingested; compacted, key is the file's content hash. */
  public static final String INGESTED_FILES = "ingested-files";

  /** Which release is active; compacted, one key. */
  public static final String MODEL_RELEASES = "model-releases";

  /** How long a version that is to be erased may stay on its topic. */
  public static final Duration ERASURE = Duration.ofDays(7);

  private Topics() {}

  /**
   * Creates the topics that are missing and leaves the others as they are.
   *
   * @param partitions of {@link #LIFE_EVENTS}; the bound on the stream's parallelism
   * @param replication of every topic
   */
  public static void create(String bootstrapServers, int partitions, short replication) {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try (Admin admin = Admin.create(properties)) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing = new ArrayList<>();
      for (NewTopic topic : topics(partitions, replication)) {
        if (!existing.contains(topic.name())) {
          missing.add(topic);
        }
      }
      admin.createTopics(missing).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("the topics could not be created", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  private static List<NewTopic> topics(int partitions, short replication) {
    // What was taken is on two brokers at least where there are three, and one may be missing.
    Map<String, String> safe =
        Map.of("min.insync.replicas", Integer.toString(Math.max(1, replication - 1)));
    // Kept for ever: the broker's default of seven days would delete a population.
    Map<String, String> forever = with(safe, "retention.ms", "-1");
    Map<String, String> compacted = with(safe, "cleanup.policy", "compact");
    // Else a quiet topic, whose newest segment is never compacted, would keep what is erased.
    Map<String, String> erasable =
        with(compacted, "max.compaction.lag.ms", Long.toString(ERASURE.toMillis()));
    return List.of(
        new NewTopic(LIFE_EVENTS, partitions, replication).configs(erasable),
        new NewTopic(REJECTED, 1, replication).configs(forever),
        new NewTopic(INGESTED_FILES, 1, replication).configs(compacted),
        new NewTopic(MODEL_RELEASES, 1, replication).configs(compacted));
  }

  private static Map<String, String> with(Map<String, String> settings, String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return more;
  }
}
