package dev.norn.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Token;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The definitions in examples/dmlate, alone and against the real file. */
class DmlateDefinitionsTest {

  private static final RealStudy STUDY = new RealStudy("dmlate", "nordic-registers");

  @Test
  void everyDefinitionIsReadAndTheSameAfterItsJourneyThroughJson() {
    assertThat(STUDY.registers())
        .extracting(RegisterDefinition::register)
        .containsExactly("death", "follow-up-end", "insulin", "oral-drugs", "population");
    assertThat(STUDY.registers())
        .allSatisfy(
            register ->
                assertThat(
                        DefinitionFile.fromJson(
                            DefinitionFile.toJson(register), RegisterDefinition.class))
                    .isEqualTo(register));
  }

  @Test
  void everyDateIsMovedWithTheDiagnosisToTheLandmark() {
    assertThat(STUDY.registers())
        .extracting(register -> register.occurred().relativeTo())
        .allSatisfy(
            event -> {
              assertThat(event.column()).isEqualTo("dodm");
              assertThat(event.day()).isEqualTo(STUDY.landmark().toString());
            });
  }

  @Test
  void everyRowIsAPersonAndNoneIsRejected() throws IOException {
    RealStudy.RealFiles files = STUDY.files();

    assertThat(files.histories).hasSize(10_000);
    assertThat(files.readings.values())
        .allMatch(reading -> reading.rows == 10_000 && reading.rejected == 0);
    assertThat(files.readings.get("population").events).isEqualTo(10_000);
    assertThat(files.readings.get("oral-drugs").events).isEqualTo(5_497);
    assertThat(files.readings.get("insulin").events).isEqualTo(1_791);
    // Four of them died on the day of diagnosis, without follow-up.
    assertThat(files.readings.get("death").events).isEqualTo(2_499 + 4);
    assertThat(files.readings.get("follow-up-end").events).isEqualTo(10_000 - 2_499 - 4);
  }

  // The baseline's 6,454 hold the four who died on the day of diagnosis, all in training.
  @Test
  void peopleWhoseDeathIsKnownAtFiveYearsAreThoseOfTheBaseline() throws IOException {
    assertThat(STUDY.labels("death-5y", split -> true))
        .containsEntry(OutcomeLabel.POSITIVE, 1_609L)
        .containsEntry(OutcomeLabel.NEGATIVE, 6_454L - 4 - 1_609)
        .containsEntry(OutcomeLabel.UNKNOWN, 10_000L - 6_454);
    assertThat(STUDY.labels("death-5y", split -> split == Split.TEST))
        .containsEntry(OutcomeLabel.POSITIVE, 341L)
        .containsEntry(OutcomeLabel.NEGATIVE, 1_286L - 341);
    assertThat(341 / 1286.0).isCloseTo(0.265, within(0.0005));
  }

  @Test
  void drugsOfTheDayOfDiagnosisAreKnownAndLaterOnesAreNot() throws IOException {
    Cohort cohort = STUDY.cohort();
    List<LifeEvent> known =
        STUDY.members(split -> true).stream()
            .flatMap(history -> cohort.inputs(history).stream())
            .filter(fact -> !fact.register().equals("population"))
            .toList();

    assertThat(known)
        .hasSize(2_367 + 97)
        .allMatch(fact -> fact.occurred().equals(STUDY.landmark().date()));
  }

  @Test
  void lifeHasAFewTokensAndItsTrueAgeAtDiagnosis() throws IOException {
    Vocabulary vocabulary = STUDY.vocabulary();
    List<PersonSequence> sequences = STUDY.sequences(vocabulary);

    assertThat(vocabulary.tokens().stream().skip(5).map(Token::text))
        .containsExactlyInAnyOrder("SEX_F", "SEX_M", "ORAL_DRUGS", "INSULIN");
    assertThat(sequences).hasSize(9_996).allMatch(sequence -> sequence.length() <= 7);
    assertThat(sequences.stream().mapToDouble(sequence -> sequence.ages()[0]).average())
        .hasValueCloseTo(61.33, within(0.01));
  }
}
