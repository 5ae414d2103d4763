package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Split;
import dev.norn.model.TensorflowRuntime;
import dev.norn.model.TestingLives;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** People of whom only the young women and the old men have the outcome: no sum of two says so. */
class BoostedTreesBaselineTest {

  private static final int YOUNG = 50;

  private static List<CorpusExample> people(int from, int to) {
    List<CorpusExample> people = new ArrayList<>();
    for (int i = from; i < to; i++) {
      SplittableRandom random = new SplittableRandom(i);
      double age = 30 + 40 * random.nextDouble();
      int sex = random.nextInt(Examples.SEX_A, Examples.SEX_B + 1);
      boolean likely = (sex == Examples.SEX_A) == (age < YOUNG);
      boolean positive = random.nextDouble() < (likely ? .6 : .05);
      people.add(
          new CorpusExample(
              Examples.life(i, age, sex, random.nextInt(8)),
              Split.TRAIN,
              Map.of("death", positive ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE)));
    }
    return people;
  }

  private static LabelledExamples examples(List<CorpusExample> people) {
    return new LabelledExamples("death", people::stream);
  }

  private final LabelledExamples train = examples(people(0, 600));
  private final LabelledExamples validation = examples(people(600, 900));
  private final LabelledExamples test = examples(people(900, 1_900));

  @Test
  void treesFindWhatNoSumOfTheTwoSays() {
    Scores trees = test.scores(BoostedTreesBaseline.fit(train, validation, 1));
    Scores regression = test.scores(LogisticRegressionBaseline.fit(train, validation));
    assertThat(Metric.AUROC.of(trees)).isGreaterThan(.75);
    assertThat(Metric.AUROC.of(trees)).isGreaterThan(Metric.AUROC.of(regression) + .05);
    assertThat(Metric.CALIBRATION_SLOPE.of(trees)).isCloseTo(1, within(.3));
  }

  @Test
  void equalSeedsGrowEqualTreesAndOtherSeedsOthers() {
    double[] once = BoostedTreesBaseline.fit(train, validation, 1).probabilities(people(900, 999));
    assertThat(BoostedTreesBaseline.fit(train, validation, 1).probabilities(people(900, 999)))
        .containsExactly(once);
    assertThat(BoostedTreesBaseline.fit(train, validation, 2).probabilities(people(900, 999)))
        .isNotEqualTo(once);
  }

  @Test
  void treesAreCountedWhereTheValidationLossWasLeast() {
    BoostedTreesBaseline trees = BoostedTreesBaseline.fit(train, validation, 1);
    assertThat(trees.trees()).isBetween(1, BoostedTrees.MOST_TREES - 1);
    assertThat(Metric.LOG_LOSS.of(validation.scores(trees)))
        .isCloseTo(trees.validationLoss(), within(1e-5));
  }

  @Test
  void onePersonAtATimeGetsTheSameAsAllTogether() {
    BoostedTreesBaseline trees = BoostedTreesBaseline.fit(train, validation, 1);
    List<CorpusExample> people = people(900, 920);
    assertThat(people.stream().mapToDouble(trees::probability).toArray())
        .containsExactly(trees.probabilities(people));
  }

  @Test
  void scoringInManyThreadsChangesNothing() {
    BoostedTreesBaseline trees = BoostedTreesBaseline.fit(train, validation, 1);
    List<CorpusExample> people = people(900, 1_000);
    double[] alone = trees.probabilities(people);
    IntStream.range(0, 40)
        .parallel()
        .forEach(i -> assertThat(trees.probabilities(people)).containsExactly(alone));
  }

  @Test
  void withoutAValidationSplitAFewSmallTreesAreGrown() {
    BoostedTreesBaseline trees = BoostedTreesBaseline.fit(train, examples(List.of()), 1);
    assertThat(trees.validationLoss()).isNaN();
    assertThat(Metric.AUROC.of(test.scores(trees))).isGreaterThan(.6);
  }

  @Test
  void tokensThatNoTrainingPersonHasChangeNothing() {
    BoostedTreesBaseline trees = BoostedTreesBaseline.fit(train, validation, 1);
    CorpusExample known = people(900, 901).get(0);
    int[] tokens = known.sequence().tokens().clone();
    int[] stranger = tokens.clone();
    for (int i = 3; i < tokens.length; i++) {
      if (tokens[i] != 2) {
        tokens[i] = 1_000;
        stranger[i] = 2_000;
      }
    }
    assertThat(trees.probability(withTokens(known, tokens)))
        .isEqualTo(trees.probability(withTokens(known, stranger)))
        .isBetween(0., 1.);
  }

  private static CorpusExample withTokens(CorpusExample example, int[] tokens) {
    return new CorpusExample(
        TestingLives.sequence(
            "stranger",
            tokens,
            example.sequence().days(),
            example.sequence().ages(),
            example.sequence().segments()),
        Split.TEST,
        example.labels());
  }

  @Test
  void treesAndTensorflowLiveInOneProcess() {
    TensorflowRuntime.load();
    assertThat(sumByTensorflow()).isEqualTo(5);
    double[] before =
        BoostedTreesBaseline.fit(train, validation, 1).probabilities(people(900, 910));
    assertThat(sumByTensorflow()).isEqualTo(5);
    assertThat(BoostedTreesBaseline.fit(train, validation, 1).probabilities(people(900, 910)))
        .containsExactly(before);
  }

  private static float sumByTensorflow() {
    try (Graph graph = new Graph();
        Session session = new Session(graph, TensorflowRuntime.sessionConfig())) {
      Ops tf = Ops.create(graph);
      var sum = tf.math.add(tf.constant(2f), tf.constant(3f));
      try (var result = session.runner().fetch(sum).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }
}
