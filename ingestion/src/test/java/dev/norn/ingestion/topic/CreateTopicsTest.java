package dev.norn.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CreateTopicsTest {

  @Test
  void whatTheEnvironmentLacksOrGetsWrongEndsWithTwo() {
    assertThat(CreateTopics.run(Map.of())).isEqualTo(2);
    assertThat(
            CreateTopics.run(
                Map.of("NORN_KAFKA", "127.0.0.1:1", "NORN_KAFKA_REPLICATION", "three")))
        .isEqualTo(2);
  }
}
