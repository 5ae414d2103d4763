package dev.norn.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The definitions in examples/nlsy79, alone and against the real files where those are at hand. */
class Nlsy79DefinitionsTest {

  private static final Path STUDY = Path.of("..", "examples", "nlsy79");
  // Names a folder with nlsy79/ in it; without it the tests on the real files are skipped.
  private static final String VARIABLE = "NORN_REAL_DATA";

  private static RealFiles realFiles;

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
  void completionWithoutOnePlaceForTheValueIsRefused() {
    for (String complete : List.of("1990-07-01", "%s%s-07-01")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new DateColumn("born", null, complete))
          .withMessageContaining("must hold %s once");
    }
  }

  @Test
  void onlyTheWaveOfTheHorizonDecidesTheLabel() {
    assertThat(outcome().firstDay(cohort().landmark())).isEqualTo("1996-01-01");
    assertThat(outcome().lastDay(cohort().landmark())).isEqualTo("1996-12-31");
  }

  @Test
  void everyPersonHasABackgroundAndNoRowOfAPersonIsRejected() throws IOException {
    RealFiles files = realFiles();

    assertThat(files.histories).hasSize(12_686);
    assertThat(files.readings.get("population").events).isEqualTo(12_686);
    files.readings.forEach(
        (register, reading) -> {
          if (!register.equals("births")) {
            assertThat(reading.rows).as(register).isEqualTo(12_686);
            assertThat(reading.rejected).as(register).isZero();
          }
        });
  }

  @Test
  void stateBecomesItsFirstAnswerAndItsChangesAndNothingElse() throws IOException {
    RealFiles files = realFiles();

    assertThat(files.readings.get("marital").events).isEqualTo(12_686 + 20_236);
    assertThat(files.readings.get("family-size").events).isEqualTo(12_686 + 83_203);
    // Two people never named a region.
    assertThat(files.readings.get("region").events).isEqualTo(12_684 + 8_781);
  }

  @Test
  void everyAnswerAboutAYearIsAnEvent() throws IOException {
    RealFiles files = realFiles();

    assertThat(files.readings.get("weeks-worked").events).isEqualTo(258_562);
    assertThat(files.readings.get("spouse-weeks").events).isEqualTo(115_665);
    assertThat(files.readings.get("alcohol").events).isEqualTo(116_217);
    assertThat(files.readings.get("drugs").events).isEqualTo(3_547 + 10_251);
  }

  @Test
  void birthWithoutAYearIsRejectedAndTheRestAreOfWomen() throws IOException {
    RealFiles files = realFiles();
    Reading births = files.readings.get("births");

    assertThat(births.rows).isEqualTo(11_495);
    assertThat(births.events).isEqualTo(11_493);
    assertThat(births.rejected).isEqualTo(2);
    List<List<LifeEvent>> mothers =
        files.histories.values().stream()
            .map(history -> history.asKnownBy(null))
            .filter(facts -> facts.stream().anyMatch(fact -> fact.register().equals("births")))
            .toList();
    assertThat(mothers)
        .hasSizeGreaterThan(4_900)
        .allMatch(facts -> facts.stream().anyMatch(fact -> "2".equals(fact.fields().get("sex"))));
    // 87 rows repeat a birth of one year and sex.
    assertThat(mothers.stream().flatMap(List::stream))
        .filteredOn(fact -> fact.register().equals("births"))
        .hasSize(11_493 - 87);
  }

  @Test
  void birthsOfTheLandmarksYearAreNotYetKnown() throws IOException {
    Cohort cohort = cohort();
    List<Integer> years =
        realFiles().histories.values().stream()
            .flatMap(history -> cohort.inputs(history).stream())
            .filter(fact -> fact.register().equals("births"))
            .map(fact -> fact.occurred().getYear())
            .toList();

    assertThat(years).contains(1989).doesNotContain(1990);
  }

  @Test
  void cohortIsThatOfThePublishedFloor() throws IOException {
    Map<OutcomeLabel, Long> all = labels(realFiles(), split -> true);
    Map<OutcomeLabel, Long> test = labels(realFiles(), split -> split == Split.TEST);

    assertThat(all)
        .containsEntry(OutcomeLabel.POSITIVE, 1_785L)
        .containsEntry(OutcomeLabel.NEGATIVE, 8_260L - 1_785L)
        .containsEntry(OutcomeLabel.UNKNOWN, 2_176L);
    // A rate of 0.207.
    assertThat(test)
        .containsEntry(OutcomeLabel.POSITIVE, 340L)
        .containsEntry(OutcomeLabel.NEGATIVE, 1_645L - 340L);
  }

  @Test
  void longestSequenceFitsTheSmallModel() throws IOException {
    RealFiles files = realFiles();
    Cohort cohort = cohort();
    Vocabulary vocabulary = vocabulary(files, cohort);
    SequenceAssembler assembler =
        new SequenceAssembler(
            vocabulary, cohort.landmark(), cohort.knownByInstant(), Integer.MAX_VALUE);

    assertThat(vocabulary.tokens()).extracting("text").contains("SEX_1", "SEX_2", "WEEKS_1");
    assertThat(members(files, cohort, split -> true))
        .extracting(history -> assembler.assemble(history).orElseThrow().length())
        .hasSize(10_436)
        .allMatch(length -> length <= 128);
  }

  private static Vocabulary vocabulary(RealFiles files, Cohort cohort) {
    VocabularyBuilder builder = new VocabularyBuilder(cohort.landmark().date(), registers());
    List<List<LifeEvent>> training =
        members(files, cohort, split -> split == Split.TRAIN).stream().map(cohort::inputs).toList();
    training.forEach(builder::observeNumbers);
    builder.fitBins();
    training.forEach(builder::observeTokens);
    return builder.build(study().get("minimum-persons").asInt());
  }

  private static List<History> members(RealFiles files, Cohort cohort, Predicate<Split> side) {
    List<History> members = new ArrayList<>();
    files.histories.forEach(
        (person, history) -> {
          List<LifeEvent> inputs = cohort.inputs(history);
          if (cohort.exclusion(inputs).isEmpty() && side.test(cohort.split(person, inputs))) {
            members.add(history);
          }
        });
    return members;
  }

  private static Map<OutcomeLabel, Long> labels(RealFiles files, Predicate<Split> side) {
    OutcomeDefinition outcome = outcome();
    Cohort cohort = cohort();
    return members(files, cohort, side).stream()
        .map(history -> outcome.label(history.asKnownBy(null), cohort.landmark()))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static RealFiles realFiles() throws IOException {
    String folder = System.getenv(VARIABLE);
    Path data = folder == null ? null : Path.of(folder, "nlsy79");
    assumeTrue(
        data != null && Files.isDirectory(data),
        VARIABLE + " names no folder with nlsy79/ in it: the real files are not read");
    if (realFiles == null) {
      realFiles = new RealFiles(data);
    }
    return realFiles;
  }

  /** All that the registers say, read once for all tests. */
  private static final class RealFiles {
    private final Map<String, Reading> readings = new TreeMap<>();
    private final Map<PersonId, History> histories = new TreeMap<>();

    RealFiles(Path data) throws IOException {
      Map<PersonId, List<LifeEvent>> versions = new TreeMap<>();
      for (RegisterDefinition definition : registers()) {
        readings.put(definition.register(), new Reading(data, definition, versions));
      }
      versions.forEach((person, events) -> histories.put(person, History.of(events)));
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
  }
}
