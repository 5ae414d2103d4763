package dev.norn.ingestion.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.register.Visits.Read;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad row is refused alone: with its place and reason, without a word of what it holds. */
class BrokenRowTest {

  private static final String SECRET = "SENTINEL";

  @TempDir Path folder;

  static Stream<Arguments> badRows() {
    return Stream.of(
        bad("number", "", RejectionReason.MISSING_PERSON, "column number"),
        bad("number", "NA", RejectionReason.MISSING_PERSON, "column number"),
        bad("visit", " ", RejectionReason.MISSING_ROW_NAME, "column visit"),
        bad("from", "2019-02-30", RejectionReason.UNPARSEABLE_DATE, "column from"),
        bad("from", "2019-13-01", RejectionReason.UNPARSEABLE_DATE, "form yyyy-MM-dd"),
        bad("from", "", RejectionReason.UNPARSEABLE_DATE, "column from"),
        bad("from", "SENTINEL", RejectionReason.UNPARSEABLE_DATE, "column from"),
        bad("from", "+12019-01-31", RejectionReason.UNPARSEABLE_DATE, "column from"),
        bad("to", "2019-02-29", RejectionReason.UNPARSEABLE_DATE, "column to"),
        bad("to", "2019-01-30", RejectionReason.INCONSISTENT_ROW, "to lies before column from"),
        bad("recorded", "2019-03-01", RejectionReason.UNPARSEABLE_DATE, "column recorded"),
        bad(
            "recorded",
            "+999999999-01-01T00:00:00Z",
            RejectionReason.UNPARSEABLE_DATE,
            "column recorded"),
        bad("revision", "", RejectionReason.UNPARSEABLE_NUMBER, "column revision"),
        bad("revision", "-1", RejectionReason.UNPARSEABLE_NUMBER, "0 or more"),
        bad("revision", "99999999999", RejectionReason.UNPARSEABLE_NUMBER, "column revision"),
        bad("code", "SENTINEL", RejectionReason.UNKNOWN_CODE, "outside the 3 allowed"),
        bad("cost", "SENTINEL", RejectionReason.UNPARSEABLE_NUMBER, "column cost"),
        bad("cost", "NaN", RejectionReason.UNPARSEABLE_NUMBER, "column cost"),
        bad("cost", "1,SENTINEL", RejectionReason.MALFORMED_ROW, "10 columns, the header 9"),
        bad("cost", "\"12.5", RejectionReason.MALFORMED_ROW, "quotes do not match"),
        bad("visit", "\"SENTINEL", RejectionReason.MALFORMED_ROW, "quotes do not match"),
        bad("visit", "\"v\"9", RejectionReason.MALFORMED_ROW, "quotes do not match"),
        bad("cost", "12.5\rSENTINEL", RejectionReason.MALFORMED_ROW, "carriage return"));
  }

  private static Arguments bad(String column, String value, RejectionReason reason, String detail) {
    int index = List.of(Visits.HEADER.split(",")).indexOf(column);
    String[] cells = Visits.row("bad").split(",");
    cells[index] = value;
    return Arguments.of(column, String.join(",", cells), reason, detail);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("badRows")
  void isRefusedAloneWithoutItsValues(
      String column, String bad, RejectionReason reason, String detail) throws IOException {
    assertRefused(bad.getBytes(StandardCharsets.UTF_8), reason, detail);
  }

  @ParameterizedTest
  @MethodSource("brokenBytes")
  void wrongEncodingInOneLineIsRefusedAlone(byte[] broken) throws IOException {
    assertRefused(broken, RejectionReason.WRONG_ENCODING, "not UTF-8 text");
  }

  static Stream<byte[]> brokenBytes() {
    return Stream.of(
        Visits.row("bad").replace("A1", "Å3").getBytes(StandardCharsets.ISO_8859_1),
        (Visits.row("SENTINEL") + "\u00e9").getBytes(StandardCharsets.ISO_8859_1));
  }

  private void assertRefused(byte[] bad, RejectionReason reason, String detail) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes((Visits.HEADER + "\n" + Visits.row("before") + "\n").getBytes());
    text.writeBytes(bad);
    text.writeBytes(("\n" + Visits.row("after") + "\n").getBytes());
    Path file = Files.write(folder.resolve("visits.csv"), text.toByteArray());

    List<Read> rows = Visits.read(file, Visits.definition());

    assertThat(Visits.events(rows)).extracting(LifeEvent::row).containsExactly("before", "after");
    assertThat(rows).hasSize(3);
    assertThat(rows.get(1).line()).isEqualTo(3);
    assertThat(rows.get(1).reason()).isEqualTo(reason);
    assertThat(rows.get(1).detail())
        .contains(detail)
        .doesNotContain(SECRET, Visits.PERSON_NUMBER, "2019-", "12.5", "9999");
    assertThat(rows.get(1).raw().row()).isEqualTo(bad);
  }
}
