package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** On a real graph; every length is of all weights together. */
class PrivateStepTest {

  private static final SecretDraws SECRET = new SecretDraws(new byte[32]);
  private static final Schedule.Point POINT = new Schedule.Point(0.1, 0.9);

  @Property(tries = 12)
  void withoutOnePersonTheSumIsOtherByTheClippingNormAtMost(
      @ForAll @IntRange(max = 1000) int seed,
      @ForAll @DoubleRange(min = 0.01, max = 3) double norm,
      @ForAll @IntRange(max = 7) int left) {
    List<PersonSequence> lives = TestingLives.ofChance(8, seed);
    List<PersonSequence> others = new ArrayList<>(lives);
    others.remove(left);
    try (Open open = new Open(spec(0.1), norm, 1)) {
      double[] all = open.sum(lives);
      double[] fewer = open.sum(others);
      assertThat(length(minus(all, fewer))).isPositive().isLessThanOrEqualTo(norm);
    }
  }

  @Test
  void longGradientsAreCutToTheNormAndShortOnesStayAsTheyAre() {
    List<PersonSequence> one = TestingLives.ofChance(1, 3);
    double own;
    try (Open open = new Open(spec(0), 1e6, 1)) {
      own = length(open.sum(one));
    }
    try (Open open = new Open(spec(0), own / 10, 1)) {
      assertThat(length(open.sum(one))).isCloseTo(own / 10, within(own * 1e-4));
    }
    try (Open open = new Open(spec(0), own * 10, 1)) {
      assertThat(length(open.sum(one))).isCloseTo(own, within(own * 1e-4));
    }
  }

  @Test
  void aGradientThatIsNoNumberAddsNothing() {
    try (Open open = new Open(spec(0), 1, 1)) {
      open.scaleWeights(1e30f);
      assertThat(open.sum(TestingLives.ofChance(3, 1))).containsOnly(0);
    }
  }

  @Test
  void noiseHasItsDeviationOnceAStepAndIsAnotherInEachStep() {
    double multiplier = 1.7;
    double norm = 0.4;
    try (Open open = new Open(spec(0), norm, multiplier)) {
      double[] first = open.noise(0);
      double[] second = open.noise(1);
      // Of four people half are expected, by whose number the sum is divided.
      double expected = multiplier * norm / 2;
      assertThat(first.length).isGreaterThan(5_000);
      assertThat(length(first) / Math.sqrt(first.length))
          .isCloseTo(expected, within(0.05 * expected));
      assertThat(length(minus(first, second)) / Math.sqrt(2.0 * first.length))
          .isCloseTo(expected, within(0.05 * expected));
      assertThat(open.noise(0)).isEqualTo(first);
    }
  }

  @Test
  void withHardlyAnyNoiseOnePersonMovesTheWeightsAsOrdinaryTrainingDoes() {
    List<PersonSequence> one = TestingLives.ofChance(1, 3);
    MicroBatch<PersonSequence> batch = new MicroBatch<>(one, 1, one.get(0).length());
    Weights ordinary;
    try (TrainingGraph graph = new TrainingGraph(spec(0), 1)) {
      TrainingStep<PersonSequence> step =
          new TrainingStep<>(graph, new TwoTerms(graph), settings(null));
      step.load(TestingWeights.stirred(graph, 5), new Weights(List.of()));
      step.run(List.of(batch), 1, 0, POINT);
      ordinary = graph.parameters().read(graph.session());
    }
    try (Open open = new Open(spec(0), new PrivateSteps(1e3, 1e-12, 1, 1))) {
      open.step.run(List.of(batch), 1, 0, POINT);
      Weights moved = open.graph.parameters().read(open.graph.session());
      for (String name : ordinary.names()) {
        assertThat(moved.get(name).values())
            .as(name)
            .containsExactly(ordinary.get(name).values(), within(2e-5f));
      }
    }
  }

  @Test
  void aStepInWhichNobodyWasDrawnIsNoiseAlone() {
    try (Open open = new Open(spec(0), 1, 1)) {
      Weights before = open.graph.parameters().read(open.graph.session());
      LossSums losses = open.step.run(Collections.emptyList(), 1, 0, POINT);
      assertThat(losses.counts()).containsOnly(0.0);
      assertThat(open.graph.parameters().read(open.graph.session()).fingerprint())
          .isNotEqualTo(before.fingerprint());
      assertThat(open.flat()).containsOnly(0);
    }
  }

  @Test
  void severalPeopleAtOnceAreRefused() {
    try (Open open = new Open(spec(0), 1, 1)) {
      MicroBatch<PersonSequence> two = new MicroBatch<>(TestingLives.ofChance(2, 1), 2, 40);
      assertThatThrownBy(() -> open.step.add(two, 0)).hasMessageContaining("one at a time");
    }
  }

  private static ModelSpec spec(double dropout) {
    return new ModelSpec(Set.of(), 2, 24, 4, 2, 4, 48, 64, 32, dropout, TestingLives.VOCABULARY);
  }

  private static TrainingSettings settings(PrivateSteps steps) {
    TrainingSettings plain =
        TrainingSettings.of(1, 0.1, 1).withOptimiser(Optimiser.paperFinetuning(0.1));
    return steps == null ? plain : plain.withPrivacy(steps);
  }

  private static double length(double[] of) {
    double squares = 0;
    for (double each : of) {
      squares += each * each;
    }
    return Math.sqrt(squares);
  }

  private static double[] minus(double[] one, double[] other) {
    double[] rest = new double[one.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = one[i] - other[i];
    }
    return rest;
  }

  private static final class Open implements AutoCloseable {
    private final TrainingGraph graph;
    private final PrivateStep<PersonSequence> step;

    Open(ModelSpec spec, double norm, double multiplier) {
      this(spec, new PrivateSteps(norm, multiplier, 0.5, 4));
    }

    Open(ModelSpec spec, PrivateSteps steps) {
      this.graph = new TrainingGraph(spec, 1);
      this.step = new PrivateStep<>(graph, new TwoTerms(graph), settings(steps), () -> SECRET);
      step.load(TestingWeights.stirred(graph, 5), new Weights(List.of()));
    }

    void scaleWeights(float by) {
      List<Weight> scaled = new ArrayList<>();
      Weights own = graph.parameters().read(graph.session());
      for (String name : own.names()) {
        float[] values = own.get(name).values().clone();
        for (int i = 0; i < values.length; i++) {
          values[i] *= by;
        }
        scaled.add(new Weight(name, own.get(name).shape(), values));
      }
      step.load(new Weights(scaled), new Weights(List.of()));
    }

    double[] sum(List<PersonSequence> people) {
      step.load(graph.parameters().read(graph.session()), new Weights(List.of()));
      for (PersonSequence person : people) {
        step.add(new MicroBatch<>(List.of(person), 1, person.length()), 4);
      }
      return flat();
    }

    double[] noise(long number) {
      sum(List.of());
      step.noise().add(graph.session(), number);
      return flat();
    }

    double[] flat() {
      Weights sums = step.sums();
      List<Double> all = new ArrayList<>();
      for (String name : sums.names()) {
        for (float value : sums.get(name).values()) {
          all.add((double) value);
        }
      }
      return all.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
