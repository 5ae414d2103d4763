package dev.norn.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.event.RegisterDefinition;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Token;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The definitions in examples/nafld-olmsted, alone and against the real files. */
class NafldDefinitionsTest {

  private static final RealStudy STUDY = new RealStudy("nafld-olmsted", "nafld-olmsted");

  @Test
  void everyDefinitionIsReadAndTheSameAfterItsJourneyThroughJson() {
    assertThat(STUDY.registers())
        .extracting(RegisterDefinition::register)
        .containsExactly(
            "chol",
            "dbp",
            "death",
            "diagnoses",
            "fib4",
            "follow-up-end",
            "hdl",
            "population",
            "sbp",
            "smoke");
    assertThat(STUDY.registers())
        .allSatisfy(
            register ->
                assertThat(
                        DefinitionFile.fromJson(
                            DefinitionFile.toJson(register), RegisterDefinition.class))
                    .isEqualTo(register));
  }

  @Test
  void horizonIsFiveYearsInDays() {
    assertThat(STUDY.outcomes())
        .allSatisfy(
            outcome ->
                assertThat(outcome.lastDay(STUDY.landmark()))
                    .isEqualTo(STUDY.landmark().date().plusDays(1826)));
  }

  @Test
  void everyRowIsOfOneRegisterAndNoneIsRejected() throws IOException {
    RealStudy.RealFiles files = STUDY.files();

    assertThat(files.histories).hasSize(17_549);
    assertThat(files.readings.values()).allMatch(reading -> reading.rejected == 0);
    assertThat(files.readings.get("population").events).isEqualTo(17_549);
    assertThat(files.readings.get("death").events).isEqualTo(1_364);
    assertThat(files.readings.get("follow-up-end").events).isEqualTo(17_549 - 1_364);
    assertThat(files.readings.get("diagnoses").events).isEqualTo(34_327);
    assertThat(files.readings.get("chol").events).isEqualTo(161_258);
    assertThat(files.readings.get("hdl").events).isEqualTo(161_259);
    assertThat(files.readings.get("sbp").events).isEqualTo(33_430);
    assertThat(files.readings.get("dbp").events).isEqualTo(33_430);
    assertThat(files.readings.get("smoke").events).isEqualTo(7_008);
    assertThat(files.readings.get("fib4").events).isEqualTo(3_738);
  }

  @Test
  void peopleWhoseDeathIsKnownAtFiveYearsAreThoseOfTheBaseline() throws IOException {
    assertThat(STUDY.labels("death-5y", split -> true))
        .containsEntry(OutcomeLabel.POSITIVE, 731L)
        .containsEntry(OutcomeLabel.NEGATIVE, 10_676L - 731L)
        .containsEntry(OutcomeLabel.UNKNOWN, 17_549L - 10_676L);
    // A rate of 0.067.
    assertThat(STUDY.labels("death-5y", split -> split == Split.TEST))
        .containsEntry(OutcomeLabel.POSITIVE, 143L)
        .containsEntry(OutcomeLabel.NEGATIVE, 2_138L - 143L);
  }

  @Test
  void peopleAtRiskOfDiabetesAreThoseOfTheBaseline() throws IOException {
    assertThat(STUDY.labels("diabetes-5y", split -> true))
        .containsEntry(OutcomeLabel.POSITIVE, 703L)
        .containsEntry(OutcomeLabel.NEGATIVE, 8_923L - 703L);
    // A rate of 0.080.
    assertThat(STUDY.labels("diabetes-5y", split -> split == Split.TEST))
        .containsEntry(OutcomeLabel.POSITIVE, 143L)
        .containsEntry(OutcomeLabel.NEGATIVE, 1_791L - 143L);
  }

  @Test
  void sequenceKnowsNothingOfTheFutureAndMostFitTheSmallModel() throws IOException {
    Vocabulary vocabulary = STUDY.vocabulary();
    List<PersonSequence> sequences = STUDY.sequences(vocabulary);

    assertThat(vocabulary.tokens())
        .extracting(Token::family)
        .doesNotContain("death.event", "population.fifth");
    assertThat(vocabulary.tokeniser("death")).isNull();
    assertThat(vocabulary.tokeniser("follow-up-end")).isNull();
    assertThat(sequences).hasSize(17_549);
    assertThat(sequences.stream().mapToInt(PersonSequence::length).filter(n -> n > 256).count())
        .isLessThan(35);
  }
}
