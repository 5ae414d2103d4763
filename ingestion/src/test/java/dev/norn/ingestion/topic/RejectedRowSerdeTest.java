package dev.norn.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RejectedRowSerdeTest {

  private static final RejectedRow GOLDEN =
      new RejectedRow(
          "visits.csv",
          17,
          "visits",
          RejectionReason.UNPARSEABLE_DATE,
          "column from is not a date in the form yyyy-MM-dd",
          new byte[] {0, 1, 2, -1});

  private final RejectedRowSerde serde = new RejectedRowSerde();

  private static void assertSame(RejectedRow actual, RejectedRow expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
  }

  @Test
  void formatOneIsReadForEver() throws WireFormatException {
    assertSame(serde.fromBytes(GoldenBytes.of("rejected-row-1.hex")), GOLDEN);
  }

  @Test
  void presentCodeStillWritesTheGoldenBytes() {
    assertThat(serde.toBytes(GOLDEN)).isEqualTo(GoldenBytes.of("rejected-row-1.hex"));
  }

  @Property
  void readingGivesBackWhatWasWritten(
      @ForAll @AlphaChars String source,
      @ForAll @LongRange(min = 0) long line,
      @ForAll RejectionReason reason,
      @ForAll String detail,
      @ForAll byte[] payload)
      throws WireFormatException {
    String wellFormed = detail.replaceAll("\\p{Cs}", "");
    for (String register : new String[] {null, "visits"}) {
      RejectedRow row = new RejectedRow(source, line, register, reason, wellFormed, payload);
      assertSame(serde.fromBytes(serde.toBytes(row)), row);
    }
  }

  @Test
  void damagedBytesNeverDoMoreThanFailToRead() {
    byte[] whole = serde.toBytes(GOLDEN);
    SplittableRandom random = new SplittableRandom(20261124);
    for (int i = 0; i < 50_000; i++) {
      byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(2));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        serde.fromBytes(damaged);
      } catch (WireFormatException e) {
        assertThat(e).hasMessageNotContaining("visits.csv");
      }
    }
  }

  @Test
  void reasonOfALaterVersionIsRefused() {
    byte[] bytes = serde.toBytes(GOLDEN);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("UNPARSE");
    bytes[at] = 'X';

    assertThatThrownBy(() -> serde.fromBytes(bytes))
        .isInstanceOf(WireFormatException.class)
        .hasMessageContaining("a reason this version does not know");
  }

  @Test
  void messageNamesThePlaceTheReasonAndWhereTheRowWent() {
    assertThat(GOLDEN.message())
        .isEqualTo(
            "[visits.csv:17] column from is not a date in the form yyyy-MM-dd;"
                + " sent to life-events.rejected with reason UNPARSEABLE_DATE");
  }
}
