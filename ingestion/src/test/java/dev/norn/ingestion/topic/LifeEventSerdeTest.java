package dev.norn.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LifeEventSerdeTest {

  private static final LifeEvent GOLDEN =
      new LifeEvent(
          new PersonId("5f0d1c9a7e3b42688d10c2f4a6b8e0d2"),
          "health",
          "SENTINEL/1",
          LocalDate.of(2019, 1, 31),
          LocalDate.of(2019, 2, 1),
          Instant.parse("2019-03-01T12:30:00.000001Z"),
          3,
          EventKind.RETRACTED,
          Map.of("diagnosis", "I219", "side", "højre"));

  private final LifeEventSerde serde = new LifeEventSerde();

  @Test
  void formatOneIsReadForEver() throws WireFormatException {
    assertThat(serde.fromBytes(GoldenBytes.of("life-event-1.hex"))).isEqualTo(GOLDEN);
  }

  @Test
  void presentCodeStillWritesTheGoldenBytes() {
    assertThat(serde.toBytes(GOLDEN)).isEqualTo(GoldenBytes.of("life-event-2.hex"));
  }

  @Property
  void readingGivesBackWhatWasWritten(@ForAll("events") LifeEvent event)
      throws WireFormatException {
    assertThat(serde.fromBytes(serde.toBytes(event))).isEqualTo(event);
  }

  @Test
  void everyTruncationIsRefusedWithoutValues() {
    byte[] whole = serde.toBytes(GOLDEN);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> serde.fromBytes(cut))
          .isInstanceOf(WireFormatException.class)
          .hasMessageNotContainingAny("SENTINEL", "I219", "højre");
    }
  }

  /** Whatever the bytes are: a life event, or a refusal that tells nothing of them. */
  @Test
  void damagedBytesNeverDoMoreThanFailToRead() {
    byte[] whole = serde.toBytes(GOLDEN);
    SplittableRandom random = new SplittableRandom(20261124);
    for (int i = 0; i < 100_000; i++) {
      byte[] damaged = whole.clone();
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        damaged[random.nextInt(whole.length)] = (byte) random.nextInt();
      }
      Throwable thrown = catchThrowable(() -> serde.fromBytes(damaged));
      for (Throwable each = thrown; each != null; each = each.getCause()) {
        assertThat(String.valueOf(each.getMessage())).doesNotContain("SENTINEL", "I219", "højre");
      }
      assertThat(thrown == null || thrown instanceof WireFormatException).isTrue();
    }
  }

  @Test
  void lengthBeyondTheEndCostsNoMemory() {
    byte[] bytes = Arrays.copyOf(serde.toBytes(GOLDEN), 15);
    // The person's length, as the largest number that five bytes can say.
    Arrays.fill(bytes, 10, 14, (byte) 0xfe);
    bytes[14] = 0x0f;

    assertThatThrownBy(() -> serde.fromBytes(bytes)).isInstanceOf(WireFormatException.class);
  }

  @Test
  void anotherSchemaIsRefused() {
    byte[] rejected =
        new RejectedRowSerde()
            .toBytes(
                new RejectedRow(
                    "f.csv", 2, null, RejectionReason.MALFORMED_ROW, "cut", new byte[0]));

    assertThatThrownBy(() -> serde.fromBytes(rejected))
        .isInstanceOf(WireFormatException.class)
        .hasMessageContaining("dev.norn.wire.LifeEvent");
  }

  @Provide
  Arbitrary<LifeEvent> events() {
    Arbitrary<String> text =
        Arbitraries.strings().withCharRange(' ', '\u02ff').withChars('€', '語').ofMaxLength(12);
    Arbitrary<LocalDate> day =
        Arbitraries.longs().between(-40_000, 40_000).map(LocalDate::ofEpochDay);
    return Combinators.combine(
            text.filter(value -> !value.isBlank()),
            text,
            day,
            Arbitraries.integers().between(-1, 5_000),
            Arbitraries.longs()
                .between(-2_000_000_000_000_000L, 4_000_000_000_000_000L)
                .map(
                    micros ->
                        Instant.EPOCH.plusNanos(micros % 1000 * 1000).plusMillis(micros / 1000)),
            Arbitraries.integers().between(0, Integer.MAX_VALUE),
            Arbitraries.of(EventKind.class),
            Arbitraries.maps(text, text).ofMaxSize(4))
        .as(
            (person, name, occurred, days, recorded, revision, kind, fields) ->
                new LifeEvent(
                    new PersonId(person),
                    name,
                    name + "-row",
                    occurred,
                    days < 0 ? null : occurred.plusDays(days),
                    recorded,
                    revision,
                    kind,
                    fields));
  }
}
