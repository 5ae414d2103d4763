package dev.norn.ingestion.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.RegisterDefinition.Source;
import dev.norn.event.RegisterDefinition.Source.Format;
import dev.norn.ingestion.register.Visits.Read;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenFileTest {

  @TempDir Path folder;

  private List<Read> read(String name, byte[] content) throws IOException {
    return Visits.read(Files.write(folder.resolve(name), content), Visits.definition());
  }

  private static void assertWholeFile(Read row, RejectionReason reason) {
    assertThat(row.reason()).isEqualTo(reason);
    assertThat(row.line()).isZero();
    assertThat(row.raw().isNone()).isTrue();
    assertThat(row.reason().wholeFile()).isTrue();
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    assertWholeFile(read("visits.csv", new byte[0]).get(0), RejectionReason.EMPTY_FILE);
    assertWholeFile(read("visits.csv.gz", new byte[0]).get(0), RejectionReason.EMPTY_FILE);
    assertWholeFile(read("visits.csv.gz", gzip("")).get(0), RejectionReason.EMPTY_FILE);
  }

  @Test
  void fileWithAHeaderAloneHoldsNoRows() throws IOException {
    assertThat(read("visits.csv", (Visits.HEADER + "\n").getBytes())).isEmpty();
  }

  @Test
  void missingColumnsAreNamed() throws IOException {
    String header = Visits.HEADER.replace("visit", "besoeg").replace("cost", "pris");
    List<Read> rows = read("visits.csv", (header + "\n" + Visits.row("v1")).getBytes());

    assertThat(rows).hasSize(1);
    assertWholeFile(rows.get(0), RejectionReason.UNKNOWN_COLUMN);
    assertThat(rows.get(0).detail()).contains("no column cost, visit").contains("correct");
  }

  @Test
  void truncatedGzipGivesTheRowsBeforeAndSaysWhereItEnds() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder(Visits.HEADER).append('\n');
    for (int i = 0; i < 20_000; i++) {
      text.append(Visits.row("v" + random.nextLong())).append('\n');
    }
    byte[] whole = gzip(text.toString());

    List<Read> rows = read("visits.csv.gz", Arrays.copyOf(whole, whole.length / 2));

    Read last = rows.get(rows.size() - 1);
    assertWholeFile(last, RejectionReason.TRUNCATED_FILE);
    assertThat(last.detail())
        .contains("breaks off after line " + rows.size())
        .doesNotContain(Visits.PERSON_NUMBER);
    assertThat(Visits.events(rows)).hasSize(rows.size() - 1).hasSizeGreaterThan(5_000);
  }

  @Test
  void whatIsNoGzipIsUnreadable() throws IOException {
    List<Read> rows = read("visits.csv.gz", Visits.HEADER.getBytes(StandardCharsets.UTF_8));

    assertThat(rows).hasSize(1);
    assertWholeFile(rows.get(0), RejectionReason.UNREADABLE_FILE);
  }

  @Test
  void damagedGzipIsTruncatedAtTheDamage() throws IOException {
    byte[] whole = gzip(Visits.HEADER + "\n" + Visits.row("v1") + "\n");
    whole[whole.length - 6] ^= 1;

    List<Read> rows = read("visits.csv.gz", whole);

    assertThat(Visits.events(rows)).hasSize(1);
    assertWholeFile(rows.get(rows.size() - 1), RejectionReason.TRUNCATED_FILE);
  }

  @Test
  void headerInAnotherEncodingIsUnreadable() throws IOException {
    byte[] content = ("bes\u00f8g," + Visits.HEADER).getBytes(StandardCharsets.ISO_8859_1);

    assertWholeFile(read("visits.csv", content).get(0), RejectionReason.UNREADABLE_FILE);
  }

  @Test
  void rubbishIsNoParquetFile() throws IOException {
    for (byte[] content : List.of(new byte[0], "PAR1".getBytes(), new byte[5_000])) {
      Path file = Files.write(folder.resolve("visits.parquet"), content);
      List<Read> rows =
          Visits.read(file, Visits.writtenAs(new Source("visits*", Format.parquet, null, null)));

      assertThat(rows).hasSize(1);
      assertWholeFile(
          rows.get(0),
          content.length == 0 ? RejectionReason.EMPTY_FILE : RejectionReason.UNREADABLE_FILE);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
