package dev.norn.ingestion.nation;

import dev.norn.event.DefinitionFile;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A nation's register files read back into memory, every version of every row. */
final class WrittenStudy {

  static final Path HAZARDS = Path.of("truth", "hazards.csv");

  /** A register knows a fact so many days after it happened at the latest. */
  private static final int LONGEST_DELAY = 640;

  private final NationSpec spec;
  private final List<WrittenRow> rows = new ArrayList<>();
  private final List<String> hazards;

  private WrittenStudy(NationSpec spec, Path folder) throws IOException {
    this.spec = spec;
    new Nation(spec).write(folder, 2, 0, lived -> {});
    for (RegisterDefinition register : registers(folder)) {
      for (String part : List.of("data", "live")) {
        for (Path file : files(folder.resolve(part), register)) {
          read(folder, file, register);
        }
      }
    }
    List<String> lines = Files.readAllLines(folder.resolve(HAZARDS));
    hazards = lines.subList(1, lines.size());
  }

  /** Written into a folder that is gone afterwards. */
  static WrittenStudy of(NationSpec spec) throws IOException {
    Path folder = Files.createTempDirectory("nation");
    try {
      return new WrittenStudy(spec, folder);
    } finally {
      remove(folder);
    }
  }

  static void remove(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static List<RegisterDefinition> registers(Path folder) {
    return DefinitionFile.readAll(
        folder.resolve("registers"), ".register.yaml", RegisterDefinition.class);
  }

  static List<Path> files(Path part, RegisterDefinition register) {
    PathMatcher named =
        FileSystems.getDefault().getPathMatcher("glob:" + register.source().files());
    try (Stream<Path> files = Files.list(part)) {
      return files.filter(file -> named.matches(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Path folder, Path file, RegisterDefinition register) throws IOException {
    Path place = folder.relativize(file);
    Charset charset = Charset.forName(register.source().charset());
    List<String> text = Files.readAllLines(file, charset);
    String separator = Pattern.quote(register.source().separator());
    List<String> columns = List.of(text.get(0).split(separator));
    for (String line : text.subList(1, text.size())) {
      WrittenRow row = new WrittenRow(register, place, columns, List.of(line.split(separator, -1)));
      if (register.where().stream().allMatch(where -> where.holds(row.get(where.column())))) {
        rows.add(row);
      }
    }
  }

  NationSpec spec() {
    return spec;
  }

  /** The lines of the true hazards, without the header. */
  List<String> hazards() {
    return hazards;
  }

  /** Every version. */
  List<WrittenRow> rows() {
    return rows;
  }

  /** The newest version of every row of a register that was not withdrawn. */
  List<WrittenRow> newest(String register) {
    Map<String, WrittenRow> newest = new LinkedHashMap<>();
    for (WrittenRow row : rows) {
      if (row.isOf(register)) {
        newest.merge(
            row.fact(), row, (one, other) -> one.revision() > other.revision() ? one : other);
      }
    }
    return newest.values().stream().filter(row -> !row.isWithdrawn()).toList();
  }

  /** People by number, with their newest row in the population register. */
  Map<String, WrittenRow> population() {
    return newest("population").stream().collect(Collectors.toMap(WrittenRow::person, row -> row));
  }

  /** The day on which each person came into the registers. */
  Map<String, LocalDate> entries() {
    return newest("residence").stream()
        .filter(row -> row.says("TYPE", "ENTRY"))
        .collect(Collectors.toMap(WrittenRow::person, WrittenRow::occurred, (day, again) -> day));
  }

  /** Whether every register has come to know by the last delivery what happened on that day. */
  boolean isSettled(LocalDate day) {
    LocalDate taken = LocalDate.of(spec.liveYear() + 1, 6, 30);
    return day.plusDays(LONGEST_DELAY).isBefore(taken);
  }

  /** Whether what was known when the row was recorded is in every register by the last delivery. */
  boolean isSettled(WrittenRow row) {
    return isSettled(row.recorded().atZone(ZoneOffset.UTC).toLocalDate());
  }
}
