package dev.norn.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.event.RegisterDefinition;
import dev.norn.vocab.Vocabulary;
import dev.norn.vocab.VocabularyBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A background of several registers: the birth, and what is true of the whole life. */
class WiderBackgroundTest {

  private static final LandmarkDate LANDMARK = new LandmarkDate(Lives.LANDMARK);
  private static final LifeEvent SEX = trait("a", "FEMALE");
  private static final LifeEvent BLOOD = trait("b", "AB");
  private static final List<LifeEvent> LIFE =
      List.of(
          BLOOD,
          SEX,
          Lives.born("1970-06-15"),
          Lives.fact("work", "j", "2010-01-01", "industry", "1"));

  private static LifeEvent trait(String row, String code) {
    return Lives.fact("trait", row, "1800-01-01", "code", code);
  }

  private static Vocabulary vocabulary() {
    List<RegisterDefinition> registers = new ArrayList<>(Lives.registers());
    registers.add(
        DefinitionFile.fromJson(
            """
            {"register": "trait", "order": 1, "role": "background", "source": {"files": "x.csv"},
             "person": "n", "row": ["r"], "occurred": {"column": "d"},
             "fields": [{"name": "code", "token": {"category": {"prefix": "TRAIT"}}}]}
            """,
            RegisterDefinition.class));
    VocabularyBuilder builder = new VocabularyBuilder(Lives.LANDMARK, registers);
    builder.observeNumbers(LIFE);
    builder.fitBins();
    builder.observeTokens(LIFE);
    return builder.build(1);
  }

  private static List<String> texts(int maxLength) {
    Vocabulary vocabulary = vocabulary();
    PersonSequence sequence =
        new SequenceAssembler(vocabulary, LANDMARK, null, maxLength)
            .assemble(History.of(LIFE))
            .orElseThrow();
    assertThat(sequence.ages()[0]).isCloseTo(49.5f, within(0.1f));
    return Arrays.stream(sequence.tokens())
        .mapToObj(id -> vocabulary.tokens().get(id).text())
        .toList();
  }

  @Test
  void traitsFollowTheBirthAndLeaveTheAgeAlone() {
    assertThat(texts(100))
        .containsExactly(
            "[CLS]", "SEX_F", "MONTH_6", "TRAIT_FEMALE", "TRAIT_AB", "[SEP]", "IND_1", "[SEP]");
  }

  @Test
  void theLastTraitsGiveWayWhereTheyAreTooMany() {
    assertThat(texts(5)).containsExactly("[CLS]", "SEX_F", "MONTH_6", "TRAIT_FEMALE", "[SEP]");
  }

  @Test
  void whatIsDatedBeforeTheBirthIsNoHistory() {
    Cohort cohort =
        DefinitionFile.fromJson(
            """
            {"cohort": "c", "landmark": "2020-01-01", "minimum-history": "P20Y",
             "split": {"seed": 1, "train": 0.7, "validation": 0.15, "test": 0.15}}""",
            Cohort.class);
    assertThat(cohort.exclusion(LIFE)).contains(Cohort.Exclusion.SHORT_HISTORY);
  }
}
