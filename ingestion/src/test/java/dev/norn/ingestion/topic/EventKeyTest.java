package dev.norn.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

class EventKeyTest {

  private static LifeEvent version(String person, int revision) {
    return new LifeEvent(
        new PersonId(person),
        "labour",
        "17",
        LocalDate.EPOCH,
        null,
        Instant.EPOCH,
        revision,
        EventKind.ASSERTED,
        Map.of());
  }

  @Test
  void everyVersionHasAKeyOfItsOwn() {
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(i -> new String(EventKey.of(version("ab", i)), StandardCharsets.UTF_8))
                .distinct())
        .hasSize(100)
        .allMatch(key -> key.matches("ab:[0-9a-f]{64}"));
  }

  @Property
  void allOfAPersonIsWhereThePersonsOwnKeyWouldBe(
      @ForAll @NotBlank String person,
      @ForAll @IntRange(max = 1000) int revision,
      @ForAll @IntRange(min = 1, max = 50) int partitions) {
    int alone =
        Utils.toPositive(Utils.murmur2(person.getBytes(StandardCharsets.UTF_8))) % partitions;
    assertThat(EventKey.partition(EventKey.of(version(person, revision)), partitions))
        .isEqualTo(alone);
    assertThat(EventKey.partition(EventKey.of(person, ""), partitions)).isEqualTo(alone);
  }
}
