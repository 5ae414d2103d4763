package dev.norn.ingestion.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.norn.event.LifeEvent;
import dev.norn.ingestion.register.Visits.Read;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongLineTest {

  private static final int LONG_LINE = 300 << 20;

  @TempDir Path folder;

  @Test
  void lineOfThreeHundredMegabytesIsRefusedInBoundedMemory() throws IOException {
    Path file = folder.resolve("visits.csv.gz");
    writeLongLine(file);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();

    List<Read> rows = Visits.read(file, Visits.definition());

    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).isLessThan(16L << 20);
    assertThat(Visits.events(rows)).extracting(LifeEvent::row).containsExactly("before", "after");
    assertThat(rows.get(1).reason()).isEqualTo(RejectionReason.LINE_TOO_LONG);
    assertThat(rows.get(1).line()).isEqualTo(3);
    assertThat(rows.get(1).raw().row()).hasSize(CsvRegisterFile.MAX_LINE_BYTES);
    assertThat(rows.get(2).line()).isEqualTo(4);
  }

  private static void writeLongLine(Path file) throws IOException {
    byte[] piece = new byte[1 << 20];
    Arrays.fill(piece, (byte) 'x');
    try (OutputStream out = new FastGzip(Files.newOutputStream(file))) {
      out.write((Visits.HEADER + "\n" + Visits.row("before") + "\n").getBytes());
      for (int written = 0; written < LONG_LINE; written += piece.length) {
        out.write(piece);
      }
      out.write(("\n" + Visits.row("after") + "\n").getBytes());
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  @Property
  void linesAreWhatStandsBetweenLineFeeds(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 200) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 150) int limit)
      throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int length : lengths) {
      String line = "x".repeat(length);
      text.append(line).append('\n');
      expected.add(line.substring(0, Math.min(length, limit)) + (length > limit ? "!" : ""));
    }
    BoundedLines lines =
        new BoundedLines(
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), limit);
    List<String> read = new ArrayList<>();
    while (lines.next()) {
      read.add(new String(lines.bytes(), StandardCharsets.UTF_8) + (lines.tooLong() ? "!" : ""));
    }

    assertThat(read).isEqualTo(expected);
  }
}
