package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Split;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.event.DefinitionFile;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubgroupTest {

  private static final SmallCells SMALL = new SmallCells(DisclosureRules.DEFAULT);

  private static final StratifiedBootstrap BOOTSTRAP = new StratifiedBootstrap(50, 5, .95);

  private record Study(Map<String, GroupRule> groups) {}

  @TempDir private Path folder;

  private Map<String, GroupRule> groups(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("study.yaml"), "groups:\n" + yaml);
    return DefinitionFile.read(file, Study.class).groups();
  }

  /** Tokens 5 SEX_A, 6 SEX_B, 7 to 11 INCOME_1 to INCOME_5, as the examples use them. */
  private static Vocabulary vocabulary() {
    List<String> texts =
        List.of(
            "[PAD]",
            "[CLS]",
            "[SEP]",
            "[MASK]",
            "[UNK]",
            "SEX_A",
            "SEX_B",
            "INCOME_1",
            "INCOME_2",
            "INCOME_3",
            "INCOME_4",
            "INCOME_5");
    StringBuilder tokens = new StringBuilder();
    for (int id = 0; id < texts.size(); id++) {
      tokens
          .append(id == 0 ? "" : ",")
          .append("{\"id\":%d,\"text\":\"%s\",".formatted(id, texts.get(id)))
          .append("\"family\":\"special\",\"persons\":0}");
    }
    return Vocabulary.fromJson(
        "{\"format\":1,\"landmark\":\"2015-12-31\",\"minimum-persons\":1,"
            + "\"training-persons\":600,\"registers\":[],\"tokens\":["
            + tokens
            + "]}");
  }

  private static List<CorpusExample> people(int count) {
    SplittableRandom random = new SplittableRandom(2);
    List<CorpusExample> people = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int sex = i % 4 == 0 ? Examples.SEX_A : Examples.SEX_B;
      boolean positive = random.nextInt(3) == 0;
      people.add(
          new CorpusExample(
              Examples.life(i, 30 + i % 40, sex, i % 6),
              Split.TEST,
              Map.of("death", positive ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE)));
    }
    return people;
  }

  @Test
  void studyNamesTokensOrAPrefix() throws IOException {
    Map<String, GroupRule> rules =
        groups("  sex: [SEX_A, SEX_B]\n  income: {prefix: INCOME_, quantiles: 5, of: last}\n");
    assertThat(rules.get("sex").tokens()).containsExactly("SEX_A", "SEX_B");
    assertThat(rules.get("income"))
        .isEqualTo(new GroupRule(null, "INCOME_", 5, GroupRule.Occurrence.last));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "income: {quantiles: 5}; a list of tokens or a prefix is needed",
        "income: {prefix: INCOME_, quantiles: 1}; at least 2 groups, found 1",
        "income: {prefix: INCOME_, of: middle}; of: expected one of first, last",
        "income: {prefix: INCOME_, quantile: 5}; quantile",
        "sex: []; the list is empty"
      })
  void slipInTheGroupsIsNamedWithItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> groups("  " + yaml + "\n"))
        .hasMessageContaining("study.yaml:2")
        .hasMessageContaining(message);
  }

  @Test
  void tokensThatTheVocabularyLacksAreNamedBesideThoseItHas() {
    assertThatThrownBy(
            () -> TokenDivision.of("origin", GroupRule.listed(List.of("FROM_DK")), vocabulary()))
        .hasMessage(
            "[study.yaml] groups.origin: the vocabulary holds none of [FROM_DK]; its tokens begin"
                + " with SEX_, INCOME_");
  }

  @Test
  void sexIsADivisionWhereTheStudyNamesItsTokens() {
    List<TokenDivision> divisions =
        TokenDivision.all(List.of("SEX_A", "SEX_B"), Map.of(), vocabulary());
    assertThat(divisions).extracting(TokenDivision::name).containsExactly("sex");
    assertThat(TokenDivision.all(List.of(), Map.of(), vocabulary())).isEmpty();
  }

  @Test
  void everybodyIsInOneGroupOfEachDivision() {
    List<CorpusExample> people = people(600);
    List<TokenDivision> byToken =
        TokenDivision.all(
            List.of("SEX_A", "SEX_B"),
            Map.of("income", new GroupRule(null, "INCOME_", 5, null)),
            vocabulary());
    List<Division> divisions = Division.all(new LabelledExamples("death", people::stream), byToken);
    assertThat(divisions)
        .extracting(Division::name)
        .containsExactly("age", "sequence length", "sex", "income");
    for (Division division : divisions) {
      assertThat(Arrays.stream(division.rows()).mapToInt(rows -> rows.length).sum()).isEqualTo(600);
    }
    // People without an event have no income; the others' last one decides.
    Division income = divisions.get(3);
    assertThat(income.levels()).startsWith("1 of 5").endsWith("other or not known");
    assertThat(income.rows()[5]).hasSize(100);
    assertThat(divisions.get(2).rows()[0]).hasSize(150);
  }

  @Test
  void lastAndFirstTokenDecideDifferently() {
    CorpusExample person = people(6).get(5);
    Vocabulary vocabulary = vocabulary();
    int[] tokens = person.sequence().tokens();
    assertThat(
            TokenDivision.of(
                    "i", new GroupRule(null, "INCOME_", 5, GroupRule.Occurrence.last), vocabulary)
                .deciding(person.sequence()))
        .isEqualTo(tokens[11]);
    assertThat(
            TokenDivision.of(
                    "i", new GroupRule(null, "INCOME_", 5, GroupRule.Occurrence.first), vocabulary)
                .deciding(person.sequence()))
        .isEqualTo(tokens[3]);
  }

  @Test
  void equalValuesStayInOneQuantile() {
    assertThat(Division.quantiles(new double[] {1, 1, 1, 1, 2, 3}, 3))
        .containsExactly(0, 0, 0, 0, 2, 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noLineHasExactlyOneHiddenCellUnlessNoOtherIsLeft(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] people = new int[4][5];
    int[][] positives = new int[4][5];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 5; j++) {
        people[i][j] = random.nextInt(90);
        positives[i][j] = people[i][j] / 3;
      }
    }
    boolean[][] hidden = SMALL.hidden(people, positives);
    for (int i = 0; i < 4; i++) {
      int row = i;
      assertThat(IntStream.range(0, 5).filter(j -> hidden[row][j]).count()).isNotEqualTo(1);
    }
    for (int j = 0; j < 5; j++) {
      int column = j;
      assertThat(IntStream.range(0, 4).filter(i -> hidden[i][column]).count()).isNotEqualTo(1);
    }
  }

  @Test
  void smallGroupIsHiddenAndTheSmallestOtherWithIt() {
    int[][] people = {{300, 19, 80, 120}};
    int[][] positives = {{60, 12, 20, 30}};
    assertThat(SMALL.hidden(people, positives)[0]).containsExactly(false, true, true, false);
  }

  @Test
  void groupWithTooFewOfAKindIsHidden() {
    int[][] people = {{200, 200, 200, 200}};
    assertThat(SMALL.hidden(people, new int[][] {{9, 10, 191, 190}})[0])
        .containsExactly(true, false, true, false);
  }

  @Test
  void hiddenGroupHasNoFiguresAndSurvivesItsJson() {
    Scores scores = MetricTest.random(3, 400);
    int[] levelOf = IntStream.range(0, 400).map(row -> row < 12 ? 0 : row < 180 ? 1 : 2).toArray();
    Division division = new Division("origin", List.of("few", "some", "many"), levelOf);
    DivisionFigures figures =
        DivisionFigures.all(BOOTSTRAP, scores, List.of(division), .5, SMALL).get(0);
    assertThat(figures.groups())
        .extracting(g -> g.estimates() == null)
        .containsExactly(true, true, false);
    assertThat(CanonicalJson.read(CanonicalJson.write(figures), DivisionFigures.class))
        .isEqualTo(figures);
  }

  @Test
  void figuresOfAGroupAreThoseOfItsPeopleAlone() {
    Scores scores = MetricTest.random(3, 900);
    int[] levelOf = IntStream.range(0, 900).map(row -> row % 3).toArray();
    Division division = new Division("origin", List.of("a", "b", "c"), levelOf);
    SubgroupEstimates group =
        DivisionFigures.all(BOOTSTRAP, scores, List.of(division), .5, SMALL)
            .get(0)
            .groups()
            .get(1)
            .estimates();
    Scores alone = scores.only(division.rows()[1]);
    assertThat(group.people()).isEqualTo(300);
    assertThat(group.auroc().estimate()).isEqualTo(Metric.AUROC.of(alone));
    assertThat(group.recall().estimate()).isEqualTo(ConfusionCounts.at(alone, .5).recall());
    assertThat(group.observed() - group.predicted())
        .isCloseTo(Metric.CALIBRATION_IN_THE_LARGE.of(alone), within(1e-12));
  }

  @Test
  void pairsOfDivisionsAreCrossed() {
    Scores scores = MetricTest.random(3, 900);
    Division first =
        new Division("sex", List.of("f", "m"), IntStream.range(0, 900).map(r -> r % 2).toArray());
    Division second =
        new Division(
            "third", List.of("x", "y", "z"), IntStream.range(0, 900).map(r -> r % 3).toArray());
    DivisionFigures crossed =
        DivisionFigures.all(BOOTSTRAP, scores, List.of(first, second), .5, SMALL).get(2);
    assertThat(crossed.name()).isEqualTo("sex × third");
    assertThat(crossed.groups()).hasSize(6).extracting(SubgroupFigures::name).startsWith("f, x");
    assertThat(crossed.groups()).allSatisfy(g -> assertThat(g.estimates().people()).isEqualTo(150));
  }

  @Test
  void terminalNamesTheWidestGapOnly() {
    Scores scores = MetricTest.random(3, 900);
    Division fair =
        new Division("sex", List.of("f", "m"), IntStream.range(0, 900).map(r -> r % 2).toArray());
    String line =
        WorstGap.line(DivisionFigures.all(BOOTSTRAP, scores, List.of(fair), .5, SMALL))
            .orElseThrow();
    assertThat(line).startsWith("  widest gap between groups, AUROC by sex: ");
    assertThat(WorstGap.line(List.of())).isEmpty();
  }
}
