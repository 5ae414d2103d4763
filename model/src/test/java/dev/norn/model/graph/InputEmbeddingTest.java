package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

class InputEmbeddingTest {

  private static final ModelSpec SPEC = ModelSpec.tiny(TestingLives.VOCABULARY);
  private static final int WIDTH = SPEC.width();

  // [CLS] four tokens of background [SEP] two events; 2008-01-01 is day 39446.
  private final PersonSequence life = life(39_500, 41.75f);

  private static PersonSequence life(int day, float age) {
    int[] tokens = {1, 5, 6, 7, 8, 2, 9, 10, 2, 11, 2};
    int[] days = new int[tokens.length];
    float[] ages = new float[tokens.length];
    Arrays.fill(days, 42_000);
    Arrays.fill(ages, 48.6f);
    Arrays.fill(days, 6, 9, day);
    Arrays.fill(ages, 6, 9, age);
    int[] segments = {1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3};
    return TestingLives.sequence("p", tokens, days, ages, segments);
  }

  @Test
  void publishedTimeNeverReachesTheFirstFivePositions() {
    float[] open = embedded(Mode.PAPER, life, 0.6f);
    float[] shut = embedded(Mode.PAPER, life, 0);
    assertThat(Arrays.copyOf(open, 5 * WIDTH)).containsExactly(Arrays.copyOf(shut, 5 * WIDTH));
    // The background's [SEP] gets what the encodings are at day 0 and age 0.
    assertThat(row(open, 5)).isNotEqualTo(row(shut, 5));
  }

  @Test
  void publishedDaysCountFrom2008AndAgesAreWhole() {
    Weights weights = weights(Mode.PAPER, 0.6f);
    float[] open = embedded(Mode.PAPER, life, 0.6f);
    float[] shut = embedded(Mode.PAPER, life, 0);
    for (int channel = 0; channel < WIDTH; channel++) {
      double age = angle(weights, "age", channel, 41);
      double time = angle(weights, "time", channel, 39_500 - 39_446 + 1);
      boolean last = channel == WIDTH - 1;
      double expected = 0.6 * (last ? age : Math.cos(age)) + 0.6 * (last ? time : Math.sin(time));
      assertThat((double) row(open, 6)[channel] - row(shut, 6)[channel])
          .isCloseTo(expected, within(2e-4));
    }
  }

  @Test
  void fractionsOfAgeCountInNornAlone() {
    PersonSequence older = life(39_500, 41.25f);
    assertThat(row(embedded(Mode.NORN, older, 0.6f), 6))
        .isNotEqualTo(row(embedded(Mode.NORN, life, 0.6f), 6));
    assertThat(row(embedded(Mode.PAPER, older, 0.6f), 6))
        .isEqualTo(row(embedded(Mode.PAPER, life, 0.6f), 6));
  }

  @ParameterizedTest
  @EnumSource
  void centringLeavesTheMeanOfTheTokensAtZero(Mode mode) {
    try (TrainingGraph graph = new TrainingGraph(SPEC.inMode(mode), 1)) {
      Operand<TFloat32> table = TokenTable.centred(graph.tf(), graph.spec(), graph.parameters());
      TestingWeights.stirred(graph, 5);
      float[] rows = TestingRuns.values(graph.session().runner().fetch(table));
      for (int channel = 0; channel < WIDTH; channel++) {
        double sum = 0;
        for (int token = 0; token < TestingLives.VOCABULARY; token++) {
          sum += rows[token * WIDTH + channel];
        }
        assertThat(sum).isCloseTo(0, within(1e-5));
        assertThat(rows[channel]).isZero();
      }
    }
  }

  private static double angle(Weights weights, String of, int channel, double t) {
    return t * weights.get("embedding." + of + ".weight").values()[channel]
        + weights.get("embedding." + of + ".bias").values()[channel];
  }

  private static float[] row(float[] rows, int position) {
    return Arrays.copyOfRange(rows, position * WIDTH, (position + 1) * WIDTH);
  }

  private static Weights weights(Mode mode, float gate) {
    try (TrainingGraph graph = new TrainingGraph(SPEC.inMode(mode), 1)) {
      new InputEmbedding(graph.tf(), graph.spec(), graph.parameters()).embed(graph.inputs());
      return gated(graph, gate);
    }
  }

  private static Weights gated(TrainingGraph graph, float gate) {
    graph.parameters().load(graph.session(), new Weights(List.of()));
    Weights initial = graph.parameters().read(graph.session());
    Weights gated =
        new Weights(
            initial.names().stream()
                .map(initial::get)
                .map(
                    each ->
                        each.name().endsWith("gate")
                            ? new Weight(each.name(), each.shape(), new float[] {gate})
                            : each)
                .toList());
    graph.parameters().load(graph.session(), gated);
    return gated;
  }

  // The segment's gate opens with the others; what it adds is the same with and without time only
  // where the tests compare rows of one mode, so it is shut here.
  private static float[] embedded(Mode mode, PersonSequence life, float gate) {
    try (TrainingGraph graph = new TrainingGraph(SPEC.inMode(mode), 1)) {
      Operand<TFloat32> embedded =
          new InputEmbedding(graph.tf(), graph.spec(), graph.parameters()).embed(graph.inputs());
      Weights weights = gated(graph, gate);
      Weight shut =
          new Weight("embedding.segment.gate", org.tensorflow.ndarray.Shape.scalar(), new float[1]);
      graph
          .parameters()
          .load(
              graph.session(),
              new Weights(
                  weights.names().stream()
                      .map(name -> name.equals(shut.name()) ? shut : weights.get(name))
                      .toList()));
      return TestingRuns.values(graph, embedded, SequenceBatch.of(List.of(life)));
    }
  }
}
