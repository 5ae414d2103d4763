package dev.norn.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.DateColumn;
import dev.norn.ingestion.RealStudy.RealFiles;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The definitions in examples/nlsy79, alone and against the real files where those are at hand. */
class Nlsy79DefinitionsTest {

  private static final RealStudy STUDY = new RealStudy("nlsy79", "nlsy79");

  private static RegisterDefinition population() {
    return STUDY.registers().stream()
        .filter(definition -> definition.register().equals("population"))
        .findFirst()
        .orElseThrow();
  }

  private static OutcomeDefinition fewWeeks() {
    return STUDY.outcome("few-weeks-1996");
  }

  @Test
  void everyDefinitionIsReadAndStandsInItsOwnFile() {
    assertThat(STUDY.registers())
        .extracting(RegisterDefinition::register)
        .containsExactly(
            "alcohol",
            "births",
            "drugs",
            "family-size",
            "marital-told",
            "marital",
            "population",
            "region-told",
            "region",
            "spouse-weeks",
            "weeks-worked");
    assertThat(STUDY.cohort().name()).isEqualTo("employment-1990");
    assertThat(STUDY.outcomes())
        .extracting(OutcomeDefinition::name)
        .containsExactly("few-weeks-1996", "separated-1996", "married-1996", "other-region-1996");
  }

  @Test
  void definitionIsTheSameAfterItsJourneyThroughJson() {
    assertThat(STUDY.registers())
        .allSatisfy(
            definition ->
                assertThat(
                        DefinitionFile.fromJson(
                            DefinitionFile.toJson(definition), RegisterDefinition.class))
                    .isEqualTo(definition));
  }

  @Test
  void partOfADateIsMadeWholeByTheDefinition() {
    assertThat(population().occurred()).isEqualTo(new DateColumn("R0000500", null, "19%s-07-01"));
    assertThat(population().occurred().whole("58")).isEqualTo("1958-07-01");
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
    assertThat(fewWeeks().firstDay(STUDY.landmark())).isEqualTo("1996-01-01");
    assertThat(fewWeeks().lastDay(STUDY.landmark())).isEqualTo("1996-12-31");
  }

  @Test
  void wavesAfterTheLandmarkDecideTheOtherLabels() {
    assertThat(STUDY.outcomes().stream().skip(1))
        .allSatisfy(
            outcome -> {
              assertThat(outcome.firstDay(STUDY.landmark())).isEqualTo("1991-01-01");
              assertThat(outcome.lastDay(STUDY.landmark())).isEqualTo("1996-12-31");
            });
  }

  @Test
  void everyPersonHasABackgroundAndNoRowOfAPersonIsRejected() throws IOException {
    RealFiles files = STUDY.files();

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
    RealFiles files = STUDY.files();

    assertThat(files.readings.get("marital").events).isEqualTo(12_686 + 20_236);
    assertThat(files.readings.get("family-size").events).isEqualTo(12_686 + 83_203);
    // Two people never named a region.
    assertThat(files.readings.get("region").events).isEqualTo(12_684 + 8_781);
  }

  @Test
  void everyAnswerAboutAYearIsAnEvent() throws IOException {
    RealFiles files = STUDY.files();

    assertThat(files.readings.get("weeks-worked").events).isEqualTo(258_562);
    assertThat(files.readings.get("spouse-weeks").events).isEqualTo(115_665);
    assertThat(files.readings.get("alcohol").events).isEqualTo(116_217);
    assertThat(files.readings.get("drugs").events).isEqualTo(3_547 + 10_251);
  }

  @Test
  void birthWithoutAYearIsRejectedAndTheRestAreOfWomen() throws IOException {
    RealFiles files = STUDY.files();
    RealStudy.Reading births = files.readings.get("births");

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
    Cohort cohort = STUDY.cohort();
    List<Integer> years =
        STUDY.files().histories.values().stream()
            .flatMap(history -> cohort.inputs(history).stream())
            .filter(fact -> fact.register().equals("births"))
            .map(fact -> fact.occurred().getYear())
            .toList();

    assertThat(years).contains(1989).doesNotContain(1990);
  }

  @Test
  void everyAnswerAroundTheLandmarkIsKeptForTheLabels() throws IOException {
    RealFiles files = STUDY.files();

    assertThat(files.readings.get("marital-told").events).isEqualTo(55_000);
    assertThat(files.readings.get("region-told").events).isEqualTo(54_066);
  }

  // The counts and, on the test side, the rates that the data's README states for its baselines.
  @ParameterizedTest
  @CsvSource({
    "few-weeks-1996, 8260, 1785, 1645, 340, 0.207",
    "separated-1996, 4507, 970, 921, 206, 0.224",
    "married-1996, 3007, 906, 562, 174, 0.310",
    "other-region-1996, 8755, 651, 1755, 135, 0.077"
  })
  void peopleWithALabelAreThoseOfThePublishedFloor(
      String outcome, long known, long positive, long testKnown, long testPositive, double rate)
      throws IOException {
    assertThat(STUDY.labels(outcome, split -> true))
        .containsEntry(OutcomeLabel.POSITIVE, positive)
        .containsEntry(OutcomeLabel.NEGATIVE, known - positive)
        .containsEntry(OutcomeLabel.UNKNOWN, 10_436 - known);
    assertThat(STUDY.labels(outcome, split -> split == Split.TEST))
        .containsEntry(OutcomeLabel.POSITIVE, testPositive)
        .containsEntry(OutcomeLabel.NEGATIVE, testKnown - testPositive);
    assertThat((double) testPositive / testKnown).isCloseTo(rate, within(0.0005));
  }

  @Test
  void longestSequenceFitsTheSmallModel() throws IOException {
    Vocabulary vocabulary = STUDY.vocabulary();

    assertThat(vocabulary.tokens()).extracting("text").contains("SEX_1", "SEX_2", "WEEKS_1");
    assertThat(vocabulary.tokeniser("marital-told")).isNull();
    assertThat(vocabulary.tokeniser("region-told")).isNull();
    assertThat(STUDY.sequences(vocabulary))
        .hasSize(10_436)
        .allMatch(sequence -> sequence.length() <= 128);
  }
}
