package dev.norn.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.cohort.Cohort;
import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.DateColumn;
import dev.norn.ingestion.register.ParsedRow;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.RegisterFile;
import dev.norn.ingestion.register.RowMapper;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.SequenceAssembler;
import dev.norn.vocab.Vocabulary;
import dev.norn.vocab.VocabularyBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The definitions in examples/nlsy79, alone and against the real files where those are at hand. */
class Nlsy79DefinitionsTest {

  private static final Path STUDY = Path.of("..", "examples", "nlsy79");

  private static List<RegisterDefinition> registers() {
    return DefinitionFile.readAll(
        STUDY.resolve("registers"), ".register.yaml", RegisterDefinition.class);
  }

  private static RegisterDefinition register(String name) {
    return registers().stream()
        .filter(definition -> definition.register().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode study() {
    return DefinitionFile.read(STUDY.resolve("study.yaml"), JsonNode.class);
  }

  private static Cohort cohort() {
    return DefinitionFile.read(STUDY.resolve(study().get("cohort").asText()), Cohort.class);
  }

  private static OutcomeDefinition outcome() {
    String file = study().get("outcomes").get(0).asText();
    return DefinitionFile.read(STUDY.resolve(file), OutcomeDefinition.class);
  }

  @Test
  void everyDefinitionIsReadAndStandsInItsOwnFile() {
    assertThat(registers())
        .extracting(RegisterDefinition::register)
        .containsExactly(
            "alcohol",
            "births",
            "drugs",
            "family-size",
            "marital",
            "population",
            "region",
            "spouse-weeks",
            "weeks-worked");
    assertThat(cohort().name()).isEqualTo("employment-1990");
    assertThat(outcome().name()).isEqualTo("few-weeks-1996");
  }

  @Test
  void definitionIsTheSameAfterItsJourneyThroughJson() {
    assertThat(registers())
        .allSatisfy(
            definition ->
                assertThat(
                        DefinitionFile.fromJson(
                            DefinitionFile.toJson(definition), RegisterDefinition.class))
                    .isEqualTo(definition));
  }

  @Test
  void partOfADateIsMadeWholeByTheDefinition() {
    assertThat(register("population").occurred())
        .isEqualTo(new DateColumn("R0000500", null, "19%s-07-01"));
    assertThat(register("population").occurred().whole("58")).isEqualTo("1958-07-01");
  }

  @Test
  void onlyTheWaveOfTheHorizonDecidesTheLabel() {
    assertThat(outcome().firstDay(cohort().landmark())).isEqualTo("1996-01-01");
    assertThat(outcome().lastDay(cohort().landmark())).isEqualTo("1996-12-31");
  }

  /** Reads the folder nlsy79 within the one that NORN_REAL_DATA names. */
  @Nested
  class OnTheRealFiles {

    private static final String VARIABLE = "NORN_REAL_DATA";
    private static final Map<String, Reading> READINGS = new TreeMap<>();
    private static final Map<PersonId, History> HISTORIES = new TreeMap<>();

    @BeforeAll
    static void readEveryRegister() throws IOException {
      String folder = System.getenv(VARIABLE);
      Path data = folder == null ? null : Path.of(folder, "nlsy79");
      assumeTrue(
          data != null && Files.isDirectory(data),
          VARIABLE + " names no folder with nlsy79/ in it: the real files are not read");
      Map<PersonId, List<LifeEvent>> versions = new TreeMap<>();
      for (RegisterDefinition definition : registers()) {
        READINGS.put(definition.register(), new Reading(data, definition, versions));
      }
      versions.forEach((person, events) -> HISTORIES.put(person, History.of(events)));
    }

    @Test
    void everyPersonHasABackgroundAndNoRowOfAPersonIsRejected() {
      assertThat(HISTORIES).hasSize(12_686);
      assertThat(reading("population")).hasToString("rows 12686, events 12686, rejected 0");
      READINGS.forEach(
          (register, reading) -> {
            if (!register.equals("births")) {
              assertThat(reading.rows).as(register).isEqualTo(12_686);
              assertThat(reading.rejected).as(register).isZero();
            }
          });
    }

    @Test
    void stateBecomesItsFirstAnswerAndItsChangesAndNothingElse() {
      assertThat(reading("marital").events).isEqualTo(12_686 + 20_236);
      assertThat(reading("family-size").events).isEqualTo(12_686 + 83_203);
      // Two people never named a region.
      assertThat(reading("region").events).isEqualTo(12_684 + 8_781);
    }

    @Test
    void everyAnswerAboutAYearIsAnEvent() {
      assertThat(reading("weeks-worked").events).isEqualTo(258_562);
      assertThat(reading("spouse-weeks").events).isEqualTo(115_665);
      assertThat(reading("alcohol").events).isEqualTo(116_217);
      assertThat(reading("drugs").events).isEqualTo(3_547 + 10_251);
    }

    @Test
    void birthWithoutAYearIsRejectedAndTheRestBelongsToWomen() {
      assertThat(reading("births")).hasToString("rows 11495, events 11493, rejected 2");
      assertThat(having("births")).isNotEmpty().allMatch(facts -> carries(facts, "sex", "2"));
    }

    @Test
    void cohortIsThatOfThePublishedFloor() {
      Map<OutcomeLabel, Integer> all = labels(split -> true);
      Map<OutcomeLabel, Integer> test = labels(split -> split == Split.TEST);

      assertThat(known(all)).isEqualTo(8_260);
      assertThat(known(test)).isEqualTo(1_645);
      assertThat(rate(test)).isCloseTo(0.207, within(0.0005));
      System.out.println("all " + all + ", test " + test + ", by register " + READINGS);
    }

    @Test
    void noInputKnowsMoreThanTheYear1990() {
      assertThat(HISTORIES.values())
          .allSatisfy(
              history ->
                  assertThat(cohort().inputs(history))
                      .allMatch(fact -> fact.occurred().getYear() <= 1990)
                      .allMatch(fact -> !fact.recorded().isAfter(cohort().knownByInstant())));
    }

    @Test
    void sequencesKeepEveryEventWithin256Positions() {
      Vocabulary vocabulary = vocabulary();
      assertThat(vocabulary.tokens()).extracting("text").contains("SEX_1", "SEX_2", "WEEKS_1");
      SequenceAssembler assembler =
          new SequenceAssembler(
              vocabulary, cohort().landmark(), cohort().knownByInstant(), Integer.MAX_VALUE);
      int longest =
          members(split -> true)
              .mapToInt(history -> assembler.assemble(history).orElseThrow().length())
              .max()
              .orElseThrow();
      System.out.println("tokens " + vocabulary.size() + ", longest sequence " + longest);
      assertThat(longest).isLessThanOrEqualTo(256);
    }

    private static Vocabulary vocabulary() {
      VocabularyBuilder builder = new VocabularyBuilder(cohort().landmark().date(), registers());
      Cohort cohort = cohort();
      List<List<LifeEvent>> training =
          members(split -> split == Split.TRAIN).map(cohort::inputs).toList();
      training.forEach(builder::observeNumbers);
      builder.fitBins();
      training.forEach(builder::observeTokens);
      return builder.build(study().get("minimum-persons").asInt());
    }

    private static Stream<History> members(Predicate<Split> side) {
      Cohort cohort = cohort();
      return HISTORIES.entrySet().stream()
          .filter(
              person -> {
                List<LifeEvent> inputs = cohort.inputs(person.getValue());
                return cohort.exclusion(inputs).isEmpty()
                    && side.test(cohort.split(person.getKey(), inputs));
              })
          .map(Map.Entry::getValue);
    }

    private static Map<OutcomeLabel, Integer> labels(Predicate<Split> side) {
      OutcomeDefinition outcome = outcome();
      Cohort cohort = cohort();
      Map<OutcomeLabel, Integer> counts = new EnumMap<>(OutcomeLabel.class);
      members(side)
          .map(history -> outcome.label(history.asKnownBy(null), cohort.landmark()))
          .forEach(label -> counts.merge(label, 1, Integer::sum));
      return counts;
    }

    private static int known(Map<OutcomeLabel, Integer> labels) {
      return labels.get(OutcomeLabel.POSITIVE) + labels.get(OutcomeLabel.NEGATIVE);
    }

    private static double rate(Map<OutcomeLabel, Integer> labels) {
      return (double) labels.get(OutcomeLabel.POSITIVE) / known(labels);
    }

    private static List<List<LifeEvent>> having(String register) {
      return HISTORIES.values().stream()
          .map(history -> history.asKnownBy(null))
          .filter(facts -> facts.stream().anyMatch(fact -> fact.register().equals(register)))
          .toList();
    }

    private static boolean carries(List<LifeEvent> facts, String field, String value) {
      return facts.stream().anyMatch(fact -> value.equals(fact.fields().get(field)));
    }

    private static Reading reading(String register) {
      return READINGS.get(register);
    }
  }

  /** What one register's file gave. */
  private static final class Reading {
    private static final byte[] KEY = "not a secret, a test".getBytes(StandardCharsets.UTF_8);

    private int rows;
    private int events;
    private int rejected;

    Reading(Path data, RegisterDefinition definition, Map<PersonId, List<LifeEvent>> versions)
        throws IOException {
      RegisterFile.read(
          data.resolve(definition.source().files()),
          definition,
          new RowMapper(definition, new Pseudonyms(KEY)),
          (line, row, raw) -> take(row, versions));
    }

    private void take(ParsedRow row, Map<PersonId, List<LifeEvent>> versions) {
      rows++;
      if (row instanceof ParsedRow.Accepted accepted) {
        events += accepted.events().size();
        for (LifeEvent event : accepted.events()) {
          versions.computeIfAbsent(event.person(), person -> new ArrayList<>()).add(event);
        }
      } else {
        rejected++;
      }
    }

    @Override
    public String toString() {
      return "rows " + rows + ", events " + events + ", rejected " + rejected;
    }
  }
}
