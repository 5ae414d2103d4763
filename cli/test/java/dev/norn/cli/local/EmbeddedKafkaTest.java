package dev.norn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
  private static final Instant LONG_AGO = Instant.parse("1974-05-06T00:00:00Z");

  @TempDir Path temp;

  @Test
  void committedRecordsSurviveARestartAndAbortedOnesDoNot() throws Exception {
    try (FolderLock lock = WorkFolder.at(temp.resolve("norn")).lock()) {
      String first = writeToAFreshBroker(lock);
      try (EmbeddedKafka kafka = EmbeddedKafka.start(lock)) {
        assertThat(kafka.bootstrapServers()).as("the remembered port").isEqualTo(first);
        Topic topic = new Topic(kafka.bootstrapServers(), "lives");
        topic.commit(LONG_AGO, "after");
        assertThat(topic.committed()).containsExactly("birth", "move", "after");
      }
    }
  }

  @Test
  void recordsStampedDecadesAgoAreKept() throws Exception {
    try (FolderLock lock = WorkFolder.at(temp.resolve("norn")).lock();
        EmbeddedKafka kafka = EmbeddedKafka.start(lock);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new Topic(kafka.bootstrapServers(), "lives").create();
      ConfigResource lives = new ConfigResource(ConfigResource.Type.TOPIC, "lives");
      Config config = admin.describeConfigs(List.of(lives)).all().get().get(lives);
      assertThat(config.get("retention.ms").value()).isEqualTo("-1");
      assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
    }
  }

  @Test
  void aTopicIsNotMadeByMentioningIt() throws Exception {
    try (FolderLock lock = WorkFolder.at(temp.resolve("norn")).lock();
        EmbeddedKafka kafka = EmbeddedKafka.start(lock);
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      assertThatThrownBy(() -> admin.describeTopics(Set.of("lifes")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
      assertThat(admin.listTopics().names().get()).isEmpty();
    }
  }

  private static String writeToAFreshBroker(FolderLock lock) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(lock)) {
      Topic topic = new Topic(kafka.bootstrapServers(), "lives");
      topic.create();
      topic.commit(LONG_AGO, "birth", "move");
      topic.abort(LONG_AGO, "mistake");
      return kafka.bootstrapServers();
    }
  }
}
