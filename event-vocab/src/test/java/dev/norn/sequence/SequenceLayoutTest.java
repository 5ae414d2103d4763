package dev.norn.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.event.EventKind;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SequenceLayoutTest {

  private static final Vocabulary VOCABULARY = Lives.vocabulary();
  private static final LandmarkDate LANDMARK = new LandmarkDate(Lives.LANDMARK);
  private static final LifeEvent BORN = Lives.born("1970-06-15");

  private static PersonSequence sequence(LifeEvent... facts) {
    return new SequenceAssembler(VOCABULARY, LANDMARK, null, 100)
        .assemble(History.of(List.of(facts)))
        .orElseThrow();
  }

  private static List<String> texts(PersonSequence sequence) {
    return Arrays.stream(sequence.tokens())
        .mapToObj(id -> VOCABULARY.tokens().get(id).text())
        .toList();
  }

  private static LifeEvent job(String row, String day, String industry) {
    return Lives.fact("work", row, day, "industry", industry);
  }

  @Test
  void backgroundComesFirstThenEventsInOrderOfDay() {
    PersonSequence sequence =
        sequence(
            job("j1", "2010-05-01", "2"),
            Lives.fact("health", "h1", "2005-01-01", "diagnosis", "I219", "weight", "50"),
            BORN);

    assertThat(texts(sequence))
        .containsExactly(
            "[CLS]", "SEX_F", "MONTH_6", "[SEP]", "ICD_I21", "WEIGHT_1", "[SEP]", "IND_2", "[SEP]");
  }

  @Test
  void sameDayEventsFollowRegisterOrderThenRow() {
    PersonSequence sequence =
        sequence(
            BORN,
            Lives.fact("health", "a", "2010-05-01", "diagnosis", "I11"),
            job("j2", "2010-05-01", "2"),
            job("j1", "2010-05-01", "3"));

    assertThat(texts(sequence))
        .containsSubsequence("IND_3", "[SEP]", "IND_2", "[SEP]", "ICD_I11", "[SEP]");
  }

  @Test
  void backgroundCarriesTheLandmarksDayAndAge() {
    PersonSequence sequence = sequence(BORN, job("j1", "2010-05-01", "2"));

    assertThat(Arrays.copyOf(sequence.days(), 4))
        .containsOnly(LandmarkDate.absoluteDay(Lives.LANDMARK));
    // 1970-06-15 to 2020-01-01 are 18097 days.
    assertThat(sequence.ages()[0]).isEqualTo((float) (18097 / 365.2425));
    assertThat(Arrays.copyOf(sequence.ages(), 4)).containsOnly(sequence.ages()[0]);
  }

  @Test
  void eventsCarryTheirOwnDayAndFractionalAge() {
    PersonSequence sequence = sequence(BORN, job("j1", "1970-12-15", "2"));

    assertThat(sequence.days()[4]).isEqualTo(25915).isEqualTo(sequence.days()[5]);
    assertThat(sequence.ages()[4]).isCloseTo(0.501f, within(0.001f)).isEqualTo(sequence.ages()[5]);
  }

  @Test
  void segmentsStartAtOneForTheBackgroundAndCycle() {
    PersonSequence sequence =
        sequence(
            BORN,
            job("j1", "2001-01-01", "1"),
            job("j2", "2002-01-01", "2"),
            job("j3", "2003-01-01", "3"),
            job("j4", "2004-01-01", "4"));

    assertThat(sequence.segments()).containsExactly(1, 1, 1, 1, 2, 2, 3, 3, 1, 1, 2, 2);
  }

  @Test
  void valueOutsideTheVocabularyBecomesUnk() {
    assertThat(texts(sequence(BORN, job("j1", "2001-01-01", "quarrying"))))
        .endsWith("[SEP]", "[UNK]", "[SEP]");
  }

  @Test
  void registerWithoutTokensLeavesNoSentence() {
    assertThat(sequence(BORN, Lives.fact("tax", "t1", "2001-01-01", "income", "7")).bytes())
        .isEqualTo(sequence(BORN).bytes());
  }

  @Test
  void personWithoutBackgroundHasNoSequence() {
    LifeEvent withdrawn =
        new LifeEvent(
            BORN.person(),
            BORN.register(),
            BORN.row(),
            BORN.occurred(),
            null,
            Instant.parse("2019-01-01T00:00:00Z"),
            0,
            EventKind.RETRACTED,
            Map.of());
    SequenceAssembler assembler = new SequenceAssembler(VOCABULARY, LANDMARK, null, 100);

    assertThat(assembler.assemble(History.of(List.of(job("j1", "2001-01-01", "1"))))).isEmpty();
    assertThat(assembler.assemble(History.of(List.of(BORN, withdrawn)))).isEmpty();
  }

  @Test
  void specialTokensHaveTheirFixedIds() {
    assertThat(Arrays.stream(SpecialToken.values()).map(SpecialToken::text))
        .containsExactly("[PAD]", "[CLS]", "[SEP]", "[MASK]", "[UNK]");
    assertThat(sequence(BORN).tokens()[0]).isEqualTo(SpecialToken.CLS.id()).isEqualTo(1);
  }

  @Test
  void lengthThatCannotHoldTheBackgroundIsRefused() {
    assertThatThrownBy(() -> new SequenceAssembler(VOCABULARY, LANDMARK, null, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes up to 4");
  }
}
