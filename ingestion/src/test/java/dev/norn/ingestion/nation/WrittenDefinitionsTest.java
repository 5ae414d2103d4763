package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.TokenRule;
import dev.norn.event.TokenRule.Quantiles.By;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.register.ParsedRow;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.RegisterFile;
import dev.norn.ingestion.register.RowMapper;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeKind;
import dev.norn.sequence.LandmarkDate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenDefinitionsTest {

  private static final NationSpec SPEC = NationSpec.standard().withPeople(500);

  @TempDir static Path study;

  @BeforeAll
  static void write() throws IOException {
    new Nation(SPEC).write(study, 2, 0, lived -> {});
  }

  /** What each row of the register's files turned out to be. */
  private static List<ParsedRow> read(RegisterDefinition register, String part) throws IOException {
    List<ParsedRow> rows = new ArrayList<>();
    RowMapper mapper = new RowMapper(register, new Pseudonyms(new byte[32]));
    for (Path file : WrittenStudy.files(study.resolve(part), register)) {
      RegisterFile.read(file, register, mapper, (line, row, raw) -> rows.add(row));
    }
    return rows;
  }

  private static long lines(String part) throws IOException {
    long lines = 0;
    try (Stream<Path> files = Files.list(study.resolve(part))) {
      for (Path file : files.toList()) {
        try (Stream<String> text = Files.lines(file, StandardCharsets.ISO_8859_1)) {
          lines += text.count() - 1;
        }
      }
    }
    return lines;
  }

  // Pay grows for decades: over all years together a bin would tell the year, not the person.
  @Test
  void moneyIsBinnedAmongThatOfItsYear() {
    assertThat(WrittenStudy.registers(study).stream().flatMap(each -> each.fields().stream()))
        .filteredOn(field -> List.of("income", "wage").contains(field.name()))
        .hasSize(2)
        .allMatch(field -> ((TokenRule.Quantiles) field.token()).by() == By.year);
  }

  @Test
  void writtenStudyIsReadWithoutARejectedRow() throws IOException {
    for (String part : List.of("data", "live")) {
      long accepted = 0;
      Map<String, Long> events = new TreeMap<>();
      for (RegisterDefinition register : WrittenStudy.registers(study)) {
        List<ParsedRow> rows = read(register, part);
        assertThat(rows).as(register.register()).noneMatch(ParsedRow.Rejected.class::isInstance);
        long own = rows.stream().filter(ParsedRow.Accepted.class::isInstance).count();
        events.put(register.register(), own);
        accepted += own;
      }
      // Few children are placed in care in one year.
      assertThat(events).hasSize(12);
      assertThat(events.entrySet())
          .filteredOn(own -> own.getValue() == 0)
          .extracting(own -> part + " " + own.getKey())
          .isSubsetOf("live care");
      assertThat(accepted).as(part).isEqualTo(lines(part));
    }
  }

  @Test
  void cohortsAndOutcomesAreRead() {
    List<Cohort> cohorts =
        DefinitionFile.readAll(study.resolve("cohorts"), ".cohort.yaml", Cohort.class);
    List<OutcomeDefinition> outcomes =
        DefinitionFile.readAll(study.resolve("outcomes"), ".outcome.yaml", OutcomeDefinition.class);

    assertThat(cohorts)
        .extracting(cohort -> cohort.landmark().span().latest().date())
        .containsExactlyInAnyOrder(
            SPEC.landmark(), SPEC.landmark(), SPEC.landmark().withYear(SPEC.liveYear()));
    assertThat(outcomes)
        .extracting(OutcomeDefinition::kind)
        .containsOnly(
            OutcomeKind.BINARY,
            OutcomeKind.TIME_TO_EVENT,
            OutcomeKind.COUNT,
            OutcomeKind.NEXT_EVENT)
        .hasSize(9);
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.kind() == OutcomeKind.TIME_TO_EVENT)
        .extracting(outcome -> outcome.form(new LandmarkDate(SPEC.landmark()).span()).causes())
        .containsExactly(
            List.of("time-to-death", "emigration"), List.of("time-to-emigration", "death"));
  }

  @Test
  void nothingIsLeftOpenInWhatIsShipped() throws IOException {
    Map<Path, String> open = new HashMap<>();
    try (Stream<Path> files = Files.walk(study)) {
      for (Path file : files.filter(it -> it.toString().matches(".*\\.(yaml|md)")).toList()) {
        String text = Files.readString(file);
        if (text.contains("{{")) {
          open.put(file, text);
        }
      }
    }

    assertThat(open).isEmpty();
  }
}
