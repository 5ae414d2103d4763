package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the registers of a nation wrote, and what they were told, in memory. */
final class Written {

  /** One version of a row. */
  record Row(RegisterFile file, String text, List<String> cells) {

    String cell(String column) {
      String header = file.header();
      return cells.get(List.of(header.split(Pattern.quote(file.separator()))).indexOf(column));
    }

    /** The columns of each file are: keys, person, content, recorded, version, action. */
    String person() {
      return cells.get(file == RegisterFile.EDUCATION ? 2 : 1);
    }

    String name() {
      return file + " " + String.join("/", cells.subList(0, cells.indexOf(person())));
    }

    Instant recorded() {
      return Instant.parse(cells.get(cells.size() - 3));
    }

    LocalDate recordedOn() {
      return LocalDate.parse(cells.get(cells.size() - 3).substring(0, 10));
    }

    boolean isFirst() {
      return cells.get(cells.size() - 2).equals("1");
    }

    String action() {
      return cells.get(cells.size() - 1);
    }

    LocalDate day(String column) {
      String text = cell(column);
      return switch (file) {
        case FAMILY -> LocalDate.parse(text, DateTimeFormatter.ofPattern("dd-MM-yyyy"));
        case EDUCATION -> LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
        default -> LocalDate.parse(text);
      };
    }
  }

  private record Lived(List<Row> rows, Told told) {}

  final List<Row> rows = new ArrayList<>();
  final List<Told> told = new ArrayList<>();

  /** Lives the nation once for the registers and once for who listens. */
  static Written of(NationSpec spec) throws IOException {
    return of(spec, true);
  }

  /** The rows alone. */
  static Written unheard(NationSpec spec) throws IOException {
    return of(spec, false);
  }

  private static Written of(NationSpec spec, boolean heard) throws IOException {
    Nation nation = new Nation(spec);
    Office office = new Office(spec, nation.laws());
    Written written = new Written();
    nation.forEachCommunity(
        2,
        community -> {
          Told told = new Told(spec.seed(), nation.laws());
          if (heard) {
            told.listen(nation.community(community.number()), spec);
          }
          return new Lived(rows(office, community, spec), told);
        },
        lived -> {
          written.rows.addAll(lived.rows());
          written.told.add(lived.told());
        });
    return written;
  }

  private static List<Row> rows(Office office, Community community, NationSpec spec) {
    CommunityRows rows = office.noRows();
    community.open(office.registrar(community, rows), HazardWitness.NOBODY);
    community.runTo(Days.startOfYear(spec.liveYear() + 1));
    community.close();
    List<Row> all = new ArrayList<>();
    for (int place = 0; place < rows.byPlace().length; place++) {
      if (rows.byPlace()[place] != null) {
        RegisterFile file = office.deliveries().file(place);
        rows.byPlace()[place].lines().forEach(line -> all.add(row(file, line)));
      }
    }
    return all;
  }

  private static Row row(RegisterFile file, String line) {
    return new Row(file, line, List.of(line.split(Pattern.quote(file.separator()), -1)));
  }

  Stream<Row> rows(RegisterFile file) {
    return rows.stream().filter(row -> row.file() == file);
  }
}
