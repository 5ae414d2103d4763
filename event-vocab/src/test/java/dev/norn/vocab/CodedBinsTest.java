package dev.norn.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.event.RegisterDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Numbers in bins of the code that they stand under. */
class CodedBinsTest {

  private static RegisterDefinition register(String byField) {
    return DefinitionFile.fromJson(
        """
        {"register": "lab", "order": 1, "source": {"files": "x.csv"}, "person": "n", "row": ["r"],
         "occurred": {"column": "d"},
         "fields": [
           {"name": "code", "token": {"category": {"prefix": "CODE"}}},
           {"name": "value", "token": {"quantiles": {"prefix": "VALUE", "bins": 2, "by-field": "%s"}}}]}
        """
            .formatted(byField),
        RegisterDefinition.class);
  }

  private static LifeEvent lab(String code, double value) {
    return Lives.fact(
        "lab", code + value, "2010-01-01", "code", code, "value", Double.toString(value));
  }

  private static List<LifeEvent> facts() {
    List<LifeEvent> facts = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      facts.add(lab("GRAMS", 1_000 * i));
      facts.add(lab("KILOGRAMS", i));
    }
    facts.add(lab("RARE", 5));
    return facts;
  }

  private static Vocabulary vocabulary(List<LifeEvent> facts) {
    VocabularyBuilder builder = new VocabularyBuilder(Lives.LANDMARK, List.of(register("code")));
    builder.observeNumbers(facts);
    builder.fitBins();
    builder.observeTokens(facts);
    return builder.build(1);
  }

  private static List<String> texts(LifeEvent fact) {
    Vocabulary vocabulary = Vocabulary.fromJson(vocabulary(facts()).toJson());
    return Arrays.stream(vocabulary.tokens(fact))
        .mapToObj(id -> vocabulary.tokens().get(id).text())
        .toList();
  }

  @Test
  void aBinIsAPlaceAmongTheValuesOfTheCode() {
    for (int i = 1; i <= 20; i++) {
      String bin = i <= 10 ? "VALUE_1" : "VALUE_2";
      assertThat(texts(lab("GRAMS", 1_000 * i))).containsExactly("CODE_GRAMS", bin);
      assertThat(texts(lab("KILOGRAMS", i))).containsExactly("CODE_KILOGRAMS", bin);
    }
  }

  @Test
  void aNumberUnderACodeOfTooFewValuesOrOfNoneCountsAsMissing() {
    assertThat(texts(lab("RARE", 5))).containsExactly("CODE_RARE");
    assertThat(texts(lab("NEVER_SEEN", 5))).containsExactly("[UNK]");
    assertThat(texts(Lives.fact("lab", "r", "2010-01-01", "value", "5"))).isEmpty();
  }

  @Property(tries = 20)
  void orderOfFactsMovesNoEdge(@ForAll Random random) {
    List<LifeEvent> shuffled = facts();
    Collections.shuffle(shuffled, random);
    assertThat(vocabulary(shuffled).hash()).isEqualTo(vocabulary(facts()).hash());
  }

  @Test
  void theFileHasFormatThreeWhichOlderVersionsRefuse() {
    assertThat(vocabulary(facts()).toJson()).startsWith("{\"format\":3,");
  }

  @Test
  void aFieldThatTheRegisterHasNotIsRefused() {
    assertThatThrownBy(() -> register("unit"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("has bins by 'unit', which is no field of the register");
  }
}
