package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.TestingWeights;
import dev.norn.model.graph.Weight;
import dev.norn.model.graph.Weights;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Output;
import org.tensorflow.types.TFloat32;

/** Gradients of every head and loss against five-point differences. */
class HeadGradientTest {

  private static final HeadSpec BINARY = HeadSpec.binary("a");
  private static final HeadSpec ORDINAL = HeadSpec.ordinal("a", List.of("1", "2", "3", "4", "5"));
  private static final HeadSpec TIMED =
      HeadSpec.timeToEvent("a", List.of(100, 400), List.of("a", "b"));

  private static final HeadSpec COUNT = HeadSpec.count("a");
  private static final HeadSpec NEXT = HeadSpec.nextEvent("a", List.of("x", "y", "other"));

  private static final List<ObservedOutcome> LABELS =
      List.of(
          ObservedOutcome.of(OutcomeLabel.POSITIVE),
          ObservedOutcome.of(OutcomeLabel.NEGATIVE),
          ObservedOutcome.of(OutcomeLabel.UNKNOWN));
  private static final List<ObservedOutcome> CLASSES =
      List.of(ofClass(1), ofClass(4), ObservedOutcome.of(OutcomeLabel.UNKNOWN));
  private static final List<ObservedOutcome> SEEN =
      List.of(seen(50, 2), seen(250, 0), seen(300, 1));

  private static ObservedOutcome ofClass(int place) {
    return new ObservedOutcome(OutcomeLabel.NEGATIVE, null, place);
  }

  private static ObservedOutcome seen(int days, int cause) {
    return new ObservedOutcome(OutcomeLabel.UNKNOWN, new FollowUp(days, cause), null);
  }

  @Test
  void binaryHeadWithTheNaturalLoss() {
    check(
        BINARY,
        LABELS,
        ModelSpec.Mode.NORN,
        (heads, in) -> new BinaryHead(in, BINARY, new float[1])::loss,
        "outcome.a.weight",
        "outcome.a.bias",
        "person");
  }

  @Test
  void binaryHeadWithThePublishedLoss() {
    check(
        BINARY,
        LABELS,
        ModelSpec.Mode.PAPER,
        (heads, in) -> new BinaryHead(in, BINARY, new float[1])::loss,
        "outcome.a.weight",
        "person");
  }

  @Test
  void ordinalHeadInValidation() {
    check(
        ORDINAL,
        CLASSES,
        ModelSpec.Mode.NORN,
        (heads, in) -> new OrdinalHead(in, ORDINAL)::loss,
        "outcome.a.in.weight",
        "outcome.a.norm.gain",
        "outcome.a.norm.bias",
        "outcome.a.out.weight",
        "outcome.a.classes.weight",
        "person");
  }

  /** The weights of the losses come from earlier steps and are no function of this one's. */
  @Test
  void ordinalHeadInTraining() {
    check(
        ORDINAL,
        CLASSES,
        ModelSpec.Mode.PAPER,
        (heads, in) ->
            answers -> new OrdinalHead(in, ORDINAL).trainingLoss(answers, heads.graph.parameters()),
        "outcome.a.in.weight",
        "outcome.a.classes.weight",
        "first");
  }

  @Test
  void timeToEventHead() {
    check(
        TIMED,
        SEEN,
        ModelSpec.Mode.NORN,
        (heads, in) -> new TimeToEventHead(in, TIMED, new float[5])::loss,
        "outcome.a.weight",
        "outcome.a.bias",
        "person");
  }

  @Test
  void countHead() {
    check(
        COUNT,
        CLASSES,
        ModelSpec.Mode.NORN,
        (heads, in) -> new CountHead(in, COUNT, new float[] {.7f})::loss,
        "outcome.a.weight",
        "outcome.a.bias",
        "person");
  }

  @Test
  void nextEventHead() {
    check(
        NEXT,
        List.of(ofClass(1), ofClass(3), ObservedOutcome.of(OutcomeLabel.UNKNOWN)),
        ModelSpec.Mode.NORN,
        (heads, in) -> new NextEventHead(in, NEXT, new float[4])::loss,
        "outcome.a.weight",
        "outcome.a.bias",
        "person");
  }

  private interface Loss {
    Objective.Term of(Answers answers);
  }

  private static void check(
      HeadSpec spec,
      List<ObservedOutcome> observed,
      ModelSpec.Mode mode,
      BiFunction<TestingHeads, HeadInput, Loss> head,
      String... names) {
    try (TestingHeads heads = new TestingHeads(observed.size())) {
      Answers answers = Answers.create(heads.graph.tf(), spec);
      var loss = head.apply(heads, heads.input(mode)).of(answers).sum();
      Weights weights = withHistory(TestingWeights.stirred(heads.graph, 5));
      Output<?>[] variables = new Output<?>[names.length];
      for (int i = 0; i < names.length; i++) {
        variables[i] = heads.weight(names[i], weights.get(names[i]).shape().asArray()).asOutput();
      }
      Output<?>[] gradients = heads.graph.graph().addGradients(loss.asOutput(), variables);
      for (int i = 0; i < names.length; i++) {
        heads.graph.parameters().load(heads.graph.session(), weights);
        float[] gradient = heads.run(gradients[i].expect(TFloat32.class), answers, observed);
        int at = steepest(gradient);
        double expected =
            slope(
                moved -> {
                  heads.graph.parameters().load(heads.graph.session(), moved);
                  return heads.run(loss, answers, observed)[0];
                },
                weights,
                names[i],
                at);
        assertThat((double) gradient[at])
            .as(names[i])
            .isCloseTo(expected, within(0.005 * Math.abs(expected) + 0.001));
        assertThat(Math.abs(expected)).as(names[i]).isGreaterThan(0.02);
      }
    }
  }

  /** As after some steps, so that the ordinal head's losses weigh unevenly. */
  private static Weights withHistory(Weights weights) {
    List<Weight> all = new ArrayList<>();
    for (String name : weights.names()) {
      Weight weight = weights.get(name);
      all.add(
          name.endsWith(".variation")
              ? new Weight(
                  name,
                  weight.shape(),
                  new float[] {1, 2, 1, 1, 1.1f, .9f, .1f, .5f, .05f, 5, 5, 5})
              : weight);
    }
    return new Weights(all);
  }

  private static int steepest(float[] gradient) {
    int at = 0;
    for (int i = 1; i < gradient.length; i++) {
      at = Math.abs(gradient[i]) > Math.abs(gradient[at]) ? i : at;
    }
    return at;
  }

  private interface Run {
    double loss(Weights weights);
  }

  private static double slope(Run run, Weights weights, String name, int at) {
    float step = 8e-3f;
    double near = run.loss(moved(weights, name, at, step));
    near -= run.loss(moved(weights, name, at, -step));
    double far = run.loss(moved(weights, name, at, 2 * step));
    far -= run.loss(moved(weights, name, at, -2 * step));
    return (8 * near - far) / (12 * step);
  }

  private static Weights moved(Weights weights, String name, int at, float by) {
    List<Weight> all = new ArrayList<>();
    for (String each : weights.names()) {
      Weight weight = weights.get(each);
      float[] values = weight.values().clone();
      values[at % values.length] += each.equals(name) ? by : 0;
      all.add(new Weight(each, weight.shape(), values));
    }
    return new Weights(all);
  }
}
