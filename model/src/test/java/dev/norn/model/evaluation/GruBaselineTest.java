package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Split;
import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Everybody has the tokens 7 and 8, on one day, so that neither is the more recent; those have the
 * outcome in whom 7 comes first.
 */
class GruBaselineTest {

  private static final ModelSpec ONE_LAYER =
      new ModelSpec(Set.of(), 1, 24, 4, 2, 4, 48, 64, 32, .1, TestingLives.VOCABULARY);

  private static List<CorpusExample> people(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count).mapToObj(i -> person(seed + "-" + i, random)).toList();
  }

  private static CorpusExample person(String id, SplittableRandom random) {
    PersonSequence life = TestingLives.life(id, random, at -> random.nextInt(9, 11));
    int[] tokens = life.tokens().clone();
    boolean first = random.nextInt(3) == 0;
    tokens[2] = first ? 7 : 8;
    tokens[5] = first ? 8 : 7;
    int[] days = life.days().clone();
    float[] ages = life.ages().clone();
    Arrays.fill(days, 2, days.length, days[0] - 1000);
    Arrays.fill(ages, 2, ages.length, ages[0] - 1000 / 365.25f);
    OutcomeLabel label = first ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE;
    return new CorpusExample(
        TestingLives.sequence(id, tokens, days, ages, life.segments()),
        Split.TRAIN,
        Map.of("order", label, "unknown", OutcomeLabel.UNKNOWN));
  }

  private static LabelledExamples examples(List<CorpusExample> people) {
    return new LabelledExamples("order", people::stream);
  }

  @Test
  void recurrenceLearnsTheOrderThatCountsCannotSee() {
    LabelledExamples train = examples(people(800, 1));
    LabelledExamples validation = examples(people(150, 2));
    LabelledExamples test = examples(people(300, 3));
    List<TrainingProgress.Step> steps = new ArrayList<>();
    GruMethod method = new GruMethod(ONE_LAYER, 5, steps::add);
    Baseline gru = method.fit(train, validation);
    assertThat(steps).isNotEmpty().allMatch(step -> step.stage().equals("GRU"));
    Scores scores = test.scores(gru);
    assertThat(Metric.AUROC.of(scores)).isGreaterThan(.9);
    assertThat(Metric.CALIBRATION_IN_THE_LARGE.of(scores)).isCloseTo(0, within(.08));
    Scores counted = test.scores(LogisticRegressionBaseline.fit(train, validation));
    assertThat(Metric.AUROC.of(counted)).isLessThan(.65);
    List<CorpusExample> few = people(5, 4);
    assertThat(gru.probability(few.get(3))).isCloseTo(gru.probabilities(few)[3], within(1e-6));
    assertThat(gru.title()).isEqualTo("GRU (newest 128 positions)");
  }
}
