package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.nation.LifeSimulation.TrueYear;
import dev.norn.ingestion.register.ParsedRow;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.RowMapper;
import dev.norn.outcome.OutcomeDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The study as the register reader sees it. */
class WrittenStudyTest {
  private static final NationSpec SPEC = NationSpec.standard().withPeople(400);
  private static final byte[] KEY =
      "a key for this test, of 32 bytes".getBytes(StandardCharsets.UTF_8);
  private static final LocalDate LAST_DAY = LocalDate.of(2019, 12, 31);

  @TempDir static Path folder;

  private static final Map<String, List<LifeEvent>> HISTORY = new TreeMap<>();
  private static final Map<String, List<LifeEvent>> LIVE = new TreeMap<>();
  private static final List<String> REJECTED = new ArrayList<>();

  @BeforeAll
  static void writeAndRead() throws IOException {
    Nation.write(SPEC, folder, done -> {});
    for (RegisterDefinition register :
        DefinitionFile.readAll(
            folder.resolve("registers"), ".register.yaml", RegisterDefinition.class)) {
      HISTORY.put(register.register(), read(register, folder.resolve("data")));
      LIVE.put(register.register(), read(register, folder.resolve("live")));
    }
  }

  private static List<LifeEvent> read(RegisterDefinition register, Path data) throws IOException {
    List<LifeEvent> events = new ArrayList<>();
    RowMapper mapper = new RowMapper(register, new Pseudonyms(KEY));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(data, register.source().files())) {
      for (Path file : files) {
        dev.norn.ingestion.register.RegisterFile.read(
            file,
            register,
            mapper,
            (line, row, raw) -> {
              if (row instanceof ParsedRow.Accepted accepted) {
                events.addAll(accepted.events());
              } else if (row instanceof ParsedRow.Rejected rejected) {
                REJECTED.add(file.getFileName() + ":" + line + " " + rejected.detail());
              }
            });
      }
    }
    return events;
  }

  @Test
  void noRowIsRejected() {
    assertThat(REJECTED).isEmpty();
  }

  @Test
  void everyRegisterHasEventsInTheHistoryAndInTheLiveYear() {
    assertThat(HISTORY).hasSize(8).allSatisfy((name, events) -> assertThat(events).isNotEmpty());
    assertThat(LIVE.keySet()).isEqualTo(HISTORY.keySet());
    assertThat(LIVE.get("health")).isNotEmpty();
    assertThat(LIVE.get("labour")).isNotEmpty();
  }

  @Test
  void historyEndsWithItsLastYear() {
    HISTORY.forEach(
        (name, events) ->
            assertThat(events).as(name).noneMatch(event -> event.occurred().isAfter(LAST_DAY)));
  }

  @Test
  void liveYearBringsCorrectionsAndWithdrawalsOfOldFacts() {
    List<LifeEvent> old =
        LIVE.values().stream()
            .flatMap(List::stream)
            .filter(event -> !event.occurred().isAfter(LAST_DAY))
            .toList();
    assertThat(old).anyMatch(event -> event.kind() == EventKind.RETRACTED);
    assertThat(old).anyMatch(event -> event.kind() == EventKind.ASSERTED && event.revision() > 1);
  }

  @Test
  void backgroundHasOnePersonPerRow() {
    assertThat(
            HISTORY.get("population").stream()
                .filter(event -> event.revision() == 1)
                .map(LifeEvent::person)
                .distinct())
        .hasSize(SPEC.people());
  }

  @Test
  void charsetAndDatesAreReadAsTheyWereWritten() {
    assertThat(HISTORY.get("residence"))
        .anyMatch(event -> "København".equals(event.fields().get("municipality_name")));
    assertThat(HISTORY.get("family"))
        .anyMatch(event -> event.occurred().equals(LocalDate.of(2008, 1, 1)));
    assertThat(HISTORY.get("education"))
        .anyMatch(
            event -> event.occurred().getYear() < 2008 && !event.fields().containsKey("field"));
  }

  @Test
  void jobLossesAreSpellsAndYearsAreNot() {
    assertThat(HISTORY.get("job-loss")).anyMatch(event -> event.until() != null);
    assertThat(HISTORY.get("labour")).allMatch(event -> event.until() == null);
  }

  @Test
  void cohortsAndOutcomeAreReadable() {
    Cohort cohort =
        DefinitionFile.read(folder.resolve("cohorts/adults-2015.cohort.yaml"), Cohort.class);
    Cohort live =
        DefinitionFile.read(folder.resolve("cohorts/adults-2020.cohort.yaml"), Cohort.class);
    OutcomeDefinition death =
        DefinitionFile.read(
            folder.resolve("outcomes/death-4y.outcome.yaml"), OutcomeDefinition.class);
    assertThat(death.lastDay(cohort.landmark())).isEqualTo(LAST_DAY);
    assertThat(live.knownByInstant()).isEqualTo("2021-06-30T00:00:00Z");
  }

  @Test
  void truthFileHoldsTheHazardsThatWereSimulated() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("truth/hazards.csv"));
    assertThat(lines).hasSize(1 + SPEC.people() * 13);
    LifeSimulation.LivedLife first = LifeSimulation.of(SPEC).live(0);
    for (int i = 0; i < first.truth().size(); i++) {
      String[] written = lines.get(i + 1).split(",");
      TrueYear year = first.truth().get(i);
      assertThat(written[0]).isEqualTo(first.life().number);
      assertThat(Integer.parseInt(written[1])).isEqualTo(year.year());
      assertThat(Math.abs(Double.parseDouble(written[2]) - year.death())).isLessThan(1e-12);
      assertThat(Math.abs(Double.parseDouble(written[3]) - year.emigration())).isLessThan(1e-12);
    }
  }
}
