package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec.Attention;
import dev.norn.model.TensorflowRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** On the loss ½ Σ c (w - 1)², whose gradient is c (w - 1). */
class WeightUpdateTest {

  private static final int LAYERS = 2;

  private static final List<Weight> WEIGHTS =
      List.of(
          drawn("embedding.tokens", 6, 2),
          drawn("embedding.age.weight", 1, 2),
          drawn("embedding.time.gate"),
          drawn("layer.0.attention.qkv.weight", 2, 3),
          drawn("layer.1.feedForward.in.bias", 3),
          drawn("layer.1.attention.gate"),
          drawn("masked.scale"),
          drawn("outcome.weight", 2, 2),
          drawn("outcome.bias", 2));

  // By weight, as the specification states them.
  private static final int[] DEPTHS = {2, 2, 2, 2, 1, 1, 0, 0, 0};

  @Test
  void adamWWithItsCycledBetaIsThatOfPyTorch() {
    double[] decays = {0, 0, 0, 0.01, 0, 0, 0, 0.01, 0};
    compare(Optimiser.adamW(0.1), 0.3, decays, 12, 8);
  }

  @Test
  void paperDecaysGatesAndLeavesTokensTimesBiasesAndTheScale() {
    double[] decays = {0, 0, 0.01, 0.01, 0, 0.01, 0, 0.01, 0};
    compare(Optimiser.paperPretraining(0.1), 20, decays, 12, 8);
  }

  @Test
  void rAdamWithSlowerLowerLayersIsThatOfPyTorch() {
    double[] decays = {0, 0, 0, 0, 0, 0, 0.01, 0.01, 0.01};
    Optimiser paper = Optimiser.paperFinetuning(0.02);
    // Six steps are taken before the second moment counts.
    compare(withAllTokens(paper), 3, decays, 12, 4);
    assertThat(paper.numbers(4, new Schedule.Point(1, 0.9)).spread()).isZero();
    assertThat(paper.numbers(5, new Schedule.Point(1, 0.9)).spread()).isPositive();
  }

  @Test
  void tokensThatAreNotTrainedKeepStill() {
    Optimiser paper = Optimiser.paperFinetuning(0.02);
    try (Run run = new Run(paper, 3)) {
      run.step(0, new Schedule.Point(0.02, 0.9));
      float[] before = WEIGHTS.get(0).values();
      float[] after = run.weights().get("embedding.tokens").values();
      for (int row = 0; row < 6; row++) {
        boolean trained = row == 1 || row == 4;
        for (int i = 2 * row; i < 2 * row + 2; i++) {
          assertThat(after[i] != before[i]).as("row %d", row).isEqualTo(trained);
        }
      }
    }
  }

  private static void compare(
      Optimiser optimiser, double steepness, double[] decays, int steps, int stepsPerEpoch) {
    TestingOptimiser expected = new TestingOptimiser(optimiser, WEIGHTS);
    try (Run run = new Run(optimiser, steepness)) {
      for (int step = 0; step < steps; step++) {
        Schedule.Point point = optimiser.schedule().at(step, stepsPerEpoch, 2);
        List<double[]> gradients = new ArrayList<>();
        for (double[] values : expected.values()) {
          double[] gradient = new double[values.length];
          for (int i = 0; i < gradient.length; i++) {
            gradient[i] = steepness * (values[i] - 1);
          }
          gradients.add(gradient);
        }
        expected.step(step + 1, point.rate(), point.beta1(), gradients, decays, DEPTHS);
        run.step(step, point);
        Weights found = run.weights();
        for (int w = 0; w < WEIGHTS.size(); w++) {
          String name = WEIGHTS.get(w).name();
          for (int i = 0; i < expected.values().get(w).length; i++) {
            assertThat((double) found.get(name).values()[i])
                .as("%s, step %d", name, step)
                .isCloseTo(expected.values().get(w)[i], within(2e-5));
          }
        }
      }
    }
  }

  private static Optimiser withAllTokens(Optimiser of) {
    return new Optimiser(
        of.rule(),
        of.schedule(),
        of.beta2(),
        of.epsilon(),
        of.layerFactor(),
        of.decay(),
        of.clipping(),
        List.of());
  }

  private static Weight drawn(String name, long... shape) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    float[] values = new float[(int) Shape.of(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-2, 2);
    }
    return new Weight(name, Shape.of(shape), values);
  }

  private static final class Run implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Session session;
    private final TrainableParameters parameters;
    private final SummedGradients gradients;
    private final WeightUpdate update;
    private final Optimiser optimiser;

    Run(Optimiser optimiser, double steepness) {
      this.optimiser = optimiser;
      this.session = new Session(graph, TensorflowRuntime.sessionConfig());
      Ops tf = Ops.create(graph);
      this.parameters = new TrainableParameters(tf, 1);
      List<Operand<TFloat32>> halves = new ArrayList<>();
      for (Weight weight : WEIGHTS) {
        Operand<TFloat32> value =
            parameters.get(weight.name(), weight.shape(), Initial.values(weight.values()));
        halves.add(tf.nn.l2Loss(tf.math.sub(value, tf.constant(1f))));
      }
      Operand<TFloat32> loss = tf.math.mul(tf.math.addN(halves), tf.constant((float) steepness));
      this.gradients = new SummedGradients(graph, tf, parameters, Map.of(Attention.EXACT, loss));
      this.update = new WeightUpdate(tf, gradients, optimiser, LAYERS);
      Weights none = new Weights(List.of());
      parameters.load(session, none);
      update.moments().load(session, none);
      gradients.sums().load(session, none);
    }

    void step(long step, Schedule.Point point) {
      session.runner().addTarget(gradients.add(Attention.EXACT)).run();
      update.apply(session, optimiser.numbers(step, point));
    }

    Weights weights() {
      return parameters.read(session);
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }
}
