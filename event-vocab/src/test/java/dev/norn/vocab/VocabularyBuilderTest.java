package dev.norn.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.event.RegisterDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyBuilderTest {

  private static final List<LifeEvent> ANNA =
      List.of(industry("1"), industry("1"), industry("2"), Lives.born("1970-06-15"));
  private static final List<LifeEvent> BO = List.of(industry("1"), Lives.born("1971-02-01"));

  private static LifeEvent industry(String code) {
    return Lives.fact("work", "j1", "2010-01-01", "industry", code);
  }

  private static LifeEvent weight(String value) {
    return Lives.fact("health", "h1", "2010-01-01", "weight", value);
  }

  private static Vocabulary fit(
      int minimumPersons, List<RegisterDefinition> registers, List<List<LifeEvent>> persons) {
    VocabularyBuilder builder = new VocabularyBuilder(Lives.LANDMARK, registers);
    persons.forEach(builder::observeNumbers);
    builder.fitBins();
    persons.forEach(builder::observeTokens);
    return builder.build(minimumPersons);
  }

  private static Vocabulary fit(int minimumPersons, List<List<LifeEvent>> persons) {
    return fit(minimumPersons, Lives.registers(), persons);
  }

  private static long persons(Vocabulary vocabulary, String text) {
    return vocabulary.tokens().get(vocabulary.idOf(text)).persons();
  }

  @Test
  void kinMakeNoToken() {
    LifeEvent born = Lives.born("1970-06-15");
    LifeEvent withKin =
        Lives.fact(
            "population",
            "birth",
            "1970-06-15",
            "sex",
            "F",
            "born",
            "1970-06-15",
            "kin.mother",
            "5f0d");
    Vocabulary vocabulary = fit(1, List.of(ANNA, BO));

    assertThat(fit(1, List.of(List.of(ANNA.get(0), ANNA.get(1), ANNA.get(2), withKin), BO)).hash())
        .isEqualTo(vocabulary.hash());
    assertThat(vocabulary.tokens(withKin)).isEqualTo(vocabulary.tokens(born));
  }

  @Test
  void countsDistinctPersonsNotMentions() {
    Vocabulary vocabulary = fit(1, List.of(ANNA, BO));

    assertThat(persons(vocabulary, "IND_1")).isEqualTo(2);
    assertThat(persons(vocabulary, "IND_2")).isEqualTo(1);
    assertThat(vocabulary.trainingPersons()).isEqualTo(2);
  }

  @Test
  void tokenOfTooFewPersonsBecomesUnk() {
    Vocabulary vocabulary = fit(2, List.of(ANNA, BO));

    assertThat(vocabulary.idOf("IND_1")).isGreaterThan(SpecialToken.UNK.id());
    assertThat(vocabulary.idOf("IND_2")).isEqualTo(SpecialToken.UNK.id());
    assertThat(vocabulary.tokens(industry("2"))).containsExactly(SpecialToken.UNK.id());
  }

  @Test
  void binsAreKeptHoweverFewPersonsFallIntoThem() {
    List<List<LifeEvent>> persons = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      persons.add(List.of(weight("" + (50 + i))));
    }
    Vocabulary vocabulary = fit(3, persons);

    assertThat(persons(vocabulary, "WEIGHT_1")).isEqualTo(1);
    assertThat(vocabulary.idOf("WEIGHT_4")).isGreaterThan(SpecialToken.UNK.id());
  }

  @Test
  void numberThatWasNeverSeenInTrainingBecomesUnk() {
    assertThat(fit(1, List.of(BO)).tokens(weight("60"))).containsExactly(SpecialToken.UNK.id());
  }

  @Test
  void missingFieldGivesNoToken() {
    assertThat(fit(1, List.of(ANNA)).tokens(Lives.fact("work", "j9", "2010-01-01"))).isEmpty();
  }

  @Test
  void factAfterTheLandmarkIsRefusedInBothPasses() {
    List<LifeEvent> late = List.of(Lives.fact("work", "j1", "2020-01-02", "industry", "1"));
    VocabularyBuilder builder = new VocabularyBuilder(Lives.LANDMARK, Lives.registers());

    assertThatThrownBy(() -> builder.observeNumbers(late))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("work")
        .hasMessageContaining("after the landmark 2020-01-01");
    builder.fitBins();
    assertThatThrownBy(() -> builder.observeTokens(late))
        .hasMessageContaining("after the landmark");
  }

  @Test
  void factOnTheLandmarkIsCounted() {
    assertThat(
            persons(
                fit(1, List.of(List.of(Lives.fact("work", "j", "2020-01-01", "industry", "1")))),
                "IND_1"))
        .isEqualTo(1);
  }

  @Test
  void orderOfPersonsAndFactsLeavesNoTrace() {
    List<LifeEvent> reversed = new ArrayList<>(ANNA);
    Collections.reverse(reversed);

    assertThat(fit(1, List.of(BO, reversed)).hash()).isEqualTo(fit(1, List.of(ANNA, BO)).hash());
  }

  @Test
  void registersThatShareATokenShareItsCount() {
    RegisterDefinition jobs = register("work", 1);
    RegisterDefinition pensions = register("pension", 2);
    LifeEvent pension = Lives.fact("pension", "p1", "2010-01-01", "industry", "1");

    Vocabulary vocabulary =
        fit(
            3,
            List.of(jobs, pensions),
            List.of(List.of(industry("1")), List.of(pension, industry("1")), List.of(pension)));

    assertThat(persons(vocabulary, "IND_1")).isEqualTo(3);
  }

  @Test
  void tokensFollowRegistersFieldsAndNaturalOrder() {
    Vocabulary vocabulary =
        fit(1, List.of(List.of(industry("10"), industry("9"), Lives.born("1970-06-15"))));

    assertThat(vocabulary.tokens().stream().skip(5).map(Token::text))
        .containsExactly("SEX_F", "MONTH_6", "IND_9", "IND_10");
    assertThat(vocabulary.tokens().get(7).family()).isEqualTo("work.industry");
  }

  @Test
  void registerWithoutTokensHasNoPlaceInSequences() {
    RegisterDefinition silent =
        DefinitionFile.fromJson(
            """
            {"register": "answers", "order": 3, "source": {"files": "x.csv"}, "person": "n",
             "row": ["r"], "occurred": {"column": "d"}, "fields": [{"name": "region"}]}
            """,
            RegisterDefinition.class);
    List<RegisterDefinition> registers = new ArrayList<>(Lives.registers());
    registers.add(silent);
    List<LifeEvent> facts = new ArrayList<>(ANNA);
    facts.add(Lives.fact("answers", "a1", "2010-01-01", "region", "1"));

    assertThat(fit(1, registers, List.of(facts, BO)).hash())
        .isEqualTo(fit(1, List.of(ANNA, BO)).hash());
  }

  @Test
  void tokensBeforeBinsAreRefused() {
    VocabularyBuilder builder = new VocabularyBuilder(Lives.LANDMARK, Lives.registers());

    assertThatThrownBy(() -> builder.observeTokens(ANNA)).hasMessageContaining("fitBins");
    assertThatThrownBy(() -> builder.build(1)).hasMessageContaining("fitBins");
  }

  @Test
  void oneRegisterWithTwoKindsOfTokensIsRefused() {
    VocabularyBuilder builder =
        new VocabularyBuilder(Lives.LANDMARK, List.of(register("work", 1), register("work", 2)));

    assertThatThrownBy(builder::fitBins).hasMessageContaining("work is defined twice");
  }

  private static RegisterDefinition register(String name, int order) {
    return DefinitionFile.fromJson(
        """
        {"register": "%s", "order": %d, "source": {"files": "x.csv"}, "person": "n", "row": ["r"],
         "occurred": {"column": "d"},
         "fields": [{"name": "industry", "token": {"category": {"prefix": "IND"}}}]}
        """
            .formatted(name, order),
        RegisterDefinition.class);
  }
}
