package dev.norn.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionException;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.TokenRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Format 2: bins by year and as life2vec's, values that count as missing, presence. Format 3: bins
 * by a field.
 */
class VocabularyFormatTest {

  private static final String GOLDEN = "/vocabulary-2.json";

  @TempDir Path folder;

  private static RegisterDefinition register() {
    return DefinitionFile.fromJson(
        """
        {"register": "pay", "order": 1, "source": {"files": "x.csv"}, "person": "n", "row": ["r"],
         "occurred": {"column": "d"},
         "fields": [
           {"name": "income", "token": {"quantiles": {"prefix": "INCOME", "bins": 2, "by": "year"}}},
           {"name": "time", "token": {"quantiles": {"prefix": "TIME", "bins": 5, "rule": "life2vec"}}},
           {"name": "fee", "token": {"quantiles": {"prefix": "FEE", "bins": 2, "above": 0}}},
           {"name": "note", "token": {"presence": {"prefix": "NOTE"}}}]}
        """,
        RegisterDefinition.class);
  }

  private static LifeEvent pay(int year, String field, double value) {
    return Lives.fact("pay", "p" + year + value, year + "-12-31", field, Double.toString(value));
  }

  private static Vocabulary vocabulary() {
    return vocabulary(facts());
  }

  private static List<LifeEvent> facts() {
    List<LifeEvent> facts = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      facts.add(pay(2000, "income", i));
      facts.add(pay(2010, "income", 2 * i));
      facts.add(pay(2010, "time", i));
      facts.add(pay(2010, "fee", i - 10));
    }
    facts.add(pay(2010, "note", 1));
    return facts;
  }

  private static Vocabulary vocabulary(List<LifeEvent> facts) {
    VocabularyBuilder builder = new VocabularyBuilder(Lives.LANDMARK, List.of(register()));
    builder.observeNumbers(facts);
    builder.fitBins();
    builder.observeTokens(facts);
    return builder.build(1);
  }

  private static List<String> texts(Vocabulary vocabulary, LifeEvent event) {
    return Arrays.stream(vocabulary.tokens(event))
        .mapToObj(id -> vocabulary.tokens().get(id).text())
        .toList();
  }

  /** The file was written once by format 2 and never changes; every later Norn must read it. */
  @Test
  void formatTwoIsReadForEver() {
    Vocabulary vocabulary = Vocabulary.read(Lives.resource(GOLDEN));

    assertThat(vocabulary.hash())
        .isEqualTo("cea8dc22851d9b56e4dc4532e4820ffb96d597343c0b2337c164d80477123796");
    assertThat(texts(vocabulary, pay(2000, "income", 12))).containsExactly("INCOME_2");
    assertThat(texts(vocabulary, pay(2010, "income", 12))).containsExactly("INCOME_1");
    assertThat(texts(vocabulary, pay(2010, "time", 20))).containsExactly("TIME_3");
    assertThat(texts(vocabulary, pay(2010, "note", 5))).containsExactly("NOTE");
  }

  @Test
  void presentCodeStillWritesTheGoldenFile() throws IOException {
    Path file = folder.resolve("vocabulary.json");
    vocabulary().write(file);

    assertThat(file).hasSameBinaryContentAs(Lives.resource(GOLDEN));
  }

  @Property(tries = 50)
  void orderOfFactsMovesNoEdgeAndNoId(@ForAll Random random) {
    List<LifeEvent> shuffled = facts();
    Collections.shuffle(shuffled, random);

    assertThat(vocabulary(shuffled).hash()).isEqualTo(vocabulary().hash());
  }

  @Test
  void whatFormatOneCanSayKeepsItsFormatAndHash() {
    assertThat(Lives.vocabulary().toJson()).startsWith("{\"format\":1,");
    assertThat(vocabulary().toJson()).startsWith("{\"format\":2,");
  }

  @Test
  void valueThatCountsAsMissingGivesNoTokenAndNoUnk() {
    Vocabulary vocabulary = vocabulary();

    assertThat(vocabulary.tokens(pay(2010, "fee", 0))).isEmpty();
    assertThat(vocabulary.tokens(pay(2010, "fee", -3))).isEmpty();
    assertThat(texts(vocabulary, pay(2010, "fee", 0.5))).containsExactly("FEE_1");
    // Below the smallest value seen: missing by life2vec's rule.
    assertThat(vocabulary.tokens(pay(2010, "time", 0.5))).isEmpty();
  }

  @Test
  void valuesThatCountAsMissingDoNotMoveTheEdges() {
    FieldTokeniser fee = vocabulary().tokeniser("pay").fields().get(2);

    assertThat(fee.bins()).isEqualTo(new QuantileBins(List.of(6.0)));
  }

  @Test
  void rulesThatContradictEachOtherAreRefused() {
    assertThatThrownBy(
            () ->
                rule("{\"prefix\": \"X\", \"bins\": 9, \"rule\": \"life2vec\", \"by\": \"year\"}"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("take out 'rule' or 'by'");
    assertThatThrownBy(() -> rule("{\"prefix\": \"X\", \"bins\": 2, \"rule\": \"life2vec\"}"))
        .hasMessageContaining("3 or more");
    assertThatThrownBy(() -> rule("{\"prefix\": \"X\", \"bins\": 9, \"by\": \"month\"}"))
        .hasMessageContaining("one of year");
  }

  private static void rule(String quantiles) {
    DefinitionFile.fromJson("{\"quantiles\": " + quantiles + "}", TokenRule.class);
  }
}
