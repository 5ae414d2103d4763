package dev.norn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of the nation's vital register, delivered once more in a file of their own and refused,
 * since its definition expected another date; it is mended since. What they say is on the topic
 * already, so that taking them changes nobody.
 *
 * @param study with the mended definitions
 * @param right rows that are right by them
 * @param persons whose person numbers stand in the file
 */
record RefusedExits(Path study, int right, List<String> persons) {

  private static final int RIGHT = 3;

  /** One row more is wrong by the mended definition too. */
  static RefusedExits of(NationOnTheStack nation, Path folder) throws Exception {
    Path study = copied(nation.studyFolder(), folder.resolve("study"));
    List<String> rows = exits(nation.study().data(null));
    String wrongOnce = rows.get(RIGHT + 1).replaceFirst("\\d{4}-\\d\\d-\\d\\d,", "2013-99-99,");
    List<String> delivered = new ArrayList<>(rows.subList(0, RIGHT + 1));
    delivered.add(wrongOnce);
    Path data = Files.createDirectories(folder.resolve("delivered"));
    Files.write(data.resolve("exits-again.csv"), delivered);
    Path definition = study.resolve("registers/vital.register.yaml");
    String mended = Files.readString(definition);
    Files.writeString(definition, mended.replace("format: yyyy-MM-dd}", "format: yyyyMMdd}"));
    IngestCommand.ingest(nation.servers(), Study.open(study), data, new Console());
    Files.writeString(definition, mended);
    return new RefusedExits(
        study, RIGHT, delivered.stream().skip(1).map(row -> row.split(",")[1]).toList());
  }

  /** A header and rows. */
  private static List<String> exits(Path data) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(data)) {
      for (Path file :
          files
              .filter(each -> each.getFileName().toString().startsWith("exits-"))
              .sorted()
              .toList()) {
        List<String> lines = Files.readAllLines(file);
        rows.addAll(rows.isEmpty() ? lines : lines.subList(1, lines.size()));
      }
    }
    return rows;
  }

  /** All but the data. */
  private static Path copied(Path study, Path into) throws IOException {
    for (String part : List.of("study.yaml", "registers", "cohorts", "outcomes")) {
      try (Stream<Path> files = Files.walk(study.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = into.resolve(study.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    return into;
  }
}
