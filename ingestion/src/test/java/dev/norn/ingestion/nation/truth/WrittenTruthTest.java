package dev.norn.ingestion.nation.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.life.Chronicle;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.life.Outcome;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.Planted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenTruthTest {
  private static final Set<Planted> RECORDING =
      EnumSet.range(Planted.CODE_CHANGE, Planted.UNDER_RECORDING);
  @TempDir private static Path folder;
  private static Path plain;

  private static NationSpec spec(Set<Planted> without) {
    return new NationSpec(
        500, 2012, 2017, 41, NationSpec.LabourRows.YEARLY, without, Optional.empty());
  }

  @BeforeAll
  static void write() throws IOException {
    plain = written("plain", Set.of(), 0);
  }

  private static Path written(String name, Set<Planted> without, int futures) throws IOException {
    Path study = folder.resolve(name);
    new Nation(spec(without)).write(study, 2, futures, people -> {});
    return study;
  }

  private static Map<String, String> files(Path study) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(study)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        texts.put(
            study.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return texts;
  }

  @Test
  void aFutureLeavesTheCommunityAsItWas() throws IOException {
    Map<String, String> without = files(plain);
    Map<String, String> with = files(written("futures", Set.of(), 3));

    assertThat(with.remove("truth/probabilities.csv").lines().count()).isGreaterThan(1_000);
    assertThat(without.remove("truth/probabilities.csv").lines()).hasSize(1);
    // Says how many futures there were.
    assertThat(with.remove("truth/nation.yaml")).contains("futures: 3");
    assertThat(without.remove("truth/nation.yaml")).contains("futures: 0");
    assertThat(with.keySet()).isEqualTo(without.keySet());
    with.forEach((file, text) -> assertThat(text.equals(without.get(file))).as(file).isTrue());
  }

  @Test
  void nothingAboutRecordingChangesALife() throws IOException {
    String hazards = files(plain).get("truth/hazards.csv");

    assertThat(hazards.lines().count()).isGreaterThan(1_000);
    assertThat(files(written("recorded", RECORDING, 0)).get("truth/hazards.csv"))
        .isEqualTo(hazards);
  }

  @Test
  void anEffectOnLivesChangesThem() throws IOException {
    String hazards = files(plain).get("truth/hazards.csv");

    assertThat(files(written("lived", Set.of(Planted.JOB_LOSS_DEATH), 0)).get("truth/hazards.csv"))
        .isNotEqualTo(hazards);
  }

  @Test
  void hazardsByDayAddUpToWhatWasLived() throws IOException {
    double[] lived = new double[Outcome.ALL.size()];
    new Nation(spec(Set.of()))
        .forEachCommunity(
            1,
            community -> {
              community.open(Chronicle.NOBODY, adding(lived));
              community.runTo(Days.startOfYear(2019));
              community.endStretches();
              return community.number();
            },
            number -> {});
    double[] byDay = new double[lived.length];
    List<String> rows = Files.readAllLines(plain.resolve("truth/hazards.csv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      double days = LocalDate.parse(cells[2]).toEpochDay() - LocalDate.parse(cells[1]).toEpochDay();
      for (int i = 0; i < byDay.length; i++) {
        byDay[i] += Double.parseDouble(cells[3 + i]) * days / Days.YEAR;
      }
    }

    for (Outcome outcome : Outcome.ALL) {
      assertThat(byDay[outcome.ordinal()])
          .as("%s", outcome)
          .isCloseTo(lived[outcome.ordinal()], withinPercentage(1));
    }
  }

  @Test
  void rowsOfAPersonFollowEachOtherWithoutGaps() throws IOException {
    Map<String, String> lastDays = new HashMap<>();
    Path hazards = plain.resolve("truth/hazards.csv");
    for (String row : Files.readAllLines(hazards).stream().skip(1).toList()) {
      String[] cells = row.split(",");
      String last = lastDays.put(cells[0], cells[2]);
      assertThat(last == null ? cells[1] : last).isEqualTo(cells[1]);
      assertThat(cells[1]).isLessThan(cells[2]);
    }
    assertThat(lastDays).hasSizeGreaterThan(400);
  }

  private static HazardWitness adding(double[] sums) {
    return new HazardWitness() {
      @Override
      public void stretch(Person person, double from, double to) {
        for (Outcome outcome : Outcome.ALL) {
          sums[outcome.ordinal()] += person.hazard(outcome) * (to - from) / Days.YEAR;
        }
      }

      @Override
      public void outcome(Person person, Outcome outcome, double time) {}
    };
  }
}
