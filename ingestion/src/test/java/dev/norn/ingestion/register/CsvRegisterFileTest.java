package dev.norn.ingestion.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition.Source;
import dev.norn.event.RegisterDefinition.Source.Format;
import dev.norn.ingestion.register.Visits.Read;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a good file may be written gives the same events. */
class CsvRegisterFileTest {

  private static final LifeEvent FIRST =
      new LifeEvent(
          new Pseudonyms(Visits.KEY).of(Visits.PERSON_NUMBER),
          "visits",
          "v1",
          LocalDate.of(2019, 1, 31),
          LocalDate.of(2019, 2, 1),
          Instant.parse("2019-03-01T00:00:00Z"),
          0,
          EventKind.ASSERTED,
          Map.of("code", "A1", "cost", "12.5"));

  @TempDir Path folder;

  private Path write(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("visits.csv"), text.getBytes(charset));
  }

  private static String file(String end) {
    return Visits.HEADER + end + Visits.row("v1") + end + Visits.row("v2") + end;
  }

  private static void assertTwoVisits(List<Read> rows) {
    assertThat(rows).extracting(Read::line).containsExactly(2L, 3L);
    assertThat(Visits.events(rows)).hasSize(2).first().isEqualTo(FIRST);
  }

  @Test
  void plainFileIsRead() throws IOException {
    assertTwoVisits(Visits.read(write(file("\n"), StandardCharsets.UTF_8), Visits.definition()));
  }

  @Test
  void windowsLineEndsAreRead() throws IOException {
    assertTwoVisits(Visits.read(write(file("\r\n"), StandardCharsets.UTF_8), Visits.definition()));
  }

  @Test
  void lastLineNeedsNoEnd() throws IOException {
    assertTwoVisits(
        Visits.read(write(file("\n").strip(), StandardCharsets.UTF_8), Visits.definition()));
  }

  @Test
  void emptyLinesAreNoRows() throws IOException {
    List<Read> rows =
        Visits.read(write(file("\n\n") + "\n\n", StandardCharsets.UTF_8), Visits.definition());

    assertThat(rows).extracting(Read::line).containsExactly(3L, 5L);
  }

  @Test
  void gzippedFileIsReadThrough() throws IOException {
    Path file = folder.resolve("visits.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(file("\n").getBytes(StandardCharsets.UTF_8));
    }

    assertTwoVisits(Visits.read(file, Visits.definition()));
  }

  @Test
  void semicolonsAndLatinLettersAreReadAsTheDefinitionSays() throws IOException {
    Source source = new Source("visits*", Format.csv, ";", "ISO-8859-1");
    String text = file("\n").replace(',', ';').replace("A1", "Å3");

    List<Read> rows =
        Visits.read(write(text, StandardCharsets.ISO_8859_1), Visits.writtenAs(source));

    assertThat(Visits.events(rows))
        .hasSize(2)
        .allMatch(event -> event.fields().get("code").equals("Å3"));
  }

  @Test
  void byteOrderMarkAndQuotedHeaderAreRead() throws IOException {
    String text = "\uFEFF\"number\"" + file("\n").substring("number".length());

    assertTwoVisits(Visits.read(write(text, StandardCharsets.UTF_8), Visits.definition()));
  }

  @Test
  void columnsMayStandInAnyOrderWithOthersBetween() throws IOException {
    String text =
        "cost,code,unused,unused,action,revision,recorded,to,from,visit,number\n"
            + "12.5,A1,x,y,U,0,2019-03-01T00:00:00Z,2019-02-01,2019-01-31,v1,"
            + Visits.PERSON_NUMBER;

    assertThat(Visits.events(Visits.read(write(text, StandardCharsets.UTF_8), Visits.definition())))
        .containsExactly(FIRST);
  }

  @Test
  void quotedFieldsMayHoldSeparatorsAndQuotes() throws IOException {
    String text = Visits.HEADER + "\n" + Visits.row("\"v,\"\"1\"\"\"");

    assertThat(Visits.events(Visits.read(write(text, StandardCharsets.UTF_8), Visits.definition())))
        .extracting(LifeEvent::row)
        .containsExactly("v,\"1\"");
  }

  @Test
  void rawRowIsPassedOnAsItStood() throws IOException {
    List<Read> rows = Visits.read(write(file("\r\n"), StandardCharsets.UTF_8), Visits.definition());

    assertThat(rows.get(0).raw().row())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(Visits.row("v1"));
  }
}
