package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.Registration.Version;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The register files of a study, written as the lives come. Half a year after its last day a
 * delivery is taken: {@code data/} holds what was known of the historical years by then, {@code
 * live/} everything of the live year and everything the registers came to know of earlier years
 * since. What no register knew half a year after the live year is not delivered.
 */
final class Delivery implements Closeable {
  private final Map<Path, BufferedWriter> writers = new TreeMap<>();
  private final Path data;
  private final Path live;
  private final NationSpec spec;
  private final Instant historyTaken;
  private final Instant liveTaken;

  Delivery(NationSpec spec, Path folder) throws IOException {
    this.spec = spec;
    data = Files.createDirectories(folder.resolve("data"));
    live = Files.createDirectories(folder.resolve("live"));
    historyTaken = taken(spec.lastYear());
    liveTaken = taken(spec.liveYear());
    try {
      openAll();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** The instant before which a row of the year's delivery was recorded. */
  static Instant taken(int year) {
    return Instant.parse((year + 1) + "-06-30T00:00:00Z");
  }

  private void openAll() throws IOException {
    for (RegisterFile file : RegisterFile.values()) {
      for (int year = spec.firstYear(); year <= spec.lastYear(); year++) {
        open(data.resolve(file.fileName(year)), file);
      }
      open(live.resolve(file.fileName(spec.liveYear())), file);
    }
  }

  private void open(Path path, RegisterFile file) throws IOException {
    if (!writers.containsKey(path)) {
      BufferedWriter writer = Files.newBufferedWriter(path, file.charset());
      writers.put(path, writer);
      writer.write(file.header());
      writer.write('\n');
    }
  }

  void write(String personNumber, Version version) throws IOException {
    if (!version.recorded().isBefore(liveTaken)) {
      return;
    }
    int year = version.occurred().getYear();
    boolean history = year <= spec.lastYear() && version.recorded().isBefore(historyTaken);
    RegisterFile file = version.file();
    Path path =
        history ? data.resolve(file.fileName(year)) : live.resolve(file.fileName(spec.liveYear()));
    writers.get(path).write(line(personNumber, version));
  }

  private static String line(String personNumber, Version version) {
    RegisterFile file = version.file();
    String separator = file.separator();
    return String.join(
            separator,
            file.key(version.row()),
            personNumber,
            String.join(separator, version.content()),
            version.recorded().toString(),
            Integer.toString(version.revision()),
            version.action().name())
        + "\n";
  }

  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (BufferedWriter writer : writers.values()) {
      try {
        writer.close();
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
