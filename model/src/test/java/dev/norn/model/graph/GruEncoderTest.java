package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TensorflowRuntime;
import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class GruEncoderTest {

  private static final int STEPS = 32;
  private static final float CLOSE = 2e-5f;

  private final ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY);
  private final List<PersonSequence> lives = TestingLives.ofChance(3, 4);

  /** Draws the weights, then hands them to the plain account below. */
  private static final class Run implements AutoCloseable {
    private final Graph graph = new Graph();
    private final Session session = new Session(graph, TensorflowRuntime.sessionConfig());
    private final Ops tf = Ops.create(graph);
    private final TrainableParameters parameters = new TrainableParameters(tf, 11);
    private final SequenceInputs inputs = SequenceInputs.create(tf);
    private final Operand<TFloat32> embedded;
    private final Operand<TFloat32> encoded;

    Run(ModelSpec spec, int steps) {
      embedded = new InputEmbedding(tf, spec, parameters).embed(inputs);
      encoded = new GruEncoder(tf, spec, parameters, steps).encode(inputs, Dropout.off(tf));
      parameters.load(session, new Weights(List.of()));
    }

    float[] fetch(Operand<TFloat32> what, List<PersonSequence> lives, int length) {
      try (Feeds feeds = new Feeds()) {
        SequenceBatch.of(lives, length).feed(inputs, feeds);
        try (var result = feeds.into(session.runner()).fetch(what).run()) {
          TFloat32 tensor = (TFloat32) result.get(0);
          float[] values = new float[Math.toIntExact(tensor.size())];
          tensor.copyTo(DataBuffers.of(values));
          return values;
        }
      }
    }

    @Override
    public void close() {
      session.close();
      graph.close();
    }
  }

  @Test
  void outputIsThatOfThePlainFormulas() {
    PersonSequence life = lives.get(0);
    int length = life.length();
    try (Run run = new Run(spec, STEPS)) {
      double[][] x = rows(run.fetch(run.embedded, List.of(life), length), spec.width());
      Weights weights = run.parameters.read(run.session);
      for (int layer = 0; layer < spec.layers(); layer++) {
        x = plainLayer(weights, "gru." + layer, x);
      }
      double[][] out = product(x, weights, "gru.out");
      double[][] found = rows(run.fetch(run.encoded, List.of(life), length), spec.width());
      for (int i = 0; i < length; i++) {
        assertThat(found[i]).containsExactly(out[i], within((double) CLOSE));
      }
    }
  }

  @Test
  void companyAndPaddingChangeNothing() {
    int longest = lives.stream().mapToInt(PersonSequence::length).max().orElseThrow();
    try (Run run = new Run(spec, STEPS);
        Run longer = new Run(spec, STEPS + 9)) {
      float[] together = run.fetch(run.encoded, lives, longest);
      for (int row = 0; row < lives.size(); row++) {
        PersonSequence life = lives.get(row);
        int from = row * longest * spec.width();
        float[] own = Arrays.copyOfRange(together, from, from + life.length() * spec.width());
        assertThat(run.fetch(run.encoded, List.of(life), life.length()))
            .containsExactly(own, within(CLOSE));
        assertThat(longer.fetch(longer.encoded, List.of(life), life.length()))
            .containsExactly(own, within(CLOSE));
      }
    }
  }

  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    PersonSequence life = lives.get(1);
    try (Run run = new Run(spec, STEPS)) {
      Operand<TFloat32> loss =
          run.tf.reduceSum(run.tf.math.square(run.encoded), run.tf.array(0, 1));
      List<String> names =
          List.of(
              "gru.0.forward.weight",
              "gru.0.backward.bias",
              "gru.0.state.weight",
              "gru.1.state.bias",
              "gru.1.forward.weight",
              "gru.out.weight");
      Output<?>[] weights =
          names.stream()
              .map(name -> run.parameters.all().get(name).value().asOutput())
              .toArray(Output<?>[]::new);
      Output<?>[] gradients = run.graph.addGradients(loss.asOutput(), weights);
      for (int at = 0; at < gradients.length; at++) {
        String name = names.get(at);
        float[] gradient =
            run.fetch(gradients[at].expect(TFloat32.class), List.of(life), life.length());
        int most = 0;
        for (int i = 0; i < gradient.length; i++) {
          most = Math.abs(gradient[i]) > Math.abs(gradient[most]) ? i : most;
        }
        double difference = difference(run, loss, name, most, life);
        assertThat((double) gradient[most])
            .as(name)
            .isNotZero()
            .isCloseTo(difference, within(.02 * Math.abs(difference) + 1e-4));
      }
    }
  }

  private static double difference(
      Run run, Operand<TFloat32> loss, String name, int place, PersonSequence life) {
    Weights original = run.parameters.read(run.session);
    double step = 5e-3;
    double[] values = new double[2];
    for (int side = 0; side < 2; side++) {
      List<Weight> moved = new ArrayList<>();
      for (String each : original.names()) {
        Weight weight = original.get(each);
        float[] numbers = weight.values().clone();
        if (each.equals(name)) {
          numbers[place] += (float) (side == 0 ? -step : step);
        }
        moved.add(new Weight(each, weight.shape(), numbers));
      }
      run.parameters.load(run.session, new Weights(moved));
      values[side] = run.fetch(loss, List.of(life), life.length())[0];
    }
    run.parameters.load(run.session, original);
    return (values[1] - values[0]) / (2 * step);
  }

  private double[][] plainLayer(Weights weights, String name, double[][] x) {
    double[][] forward = plainWay(weights, name, product(x, weights, name + ".forward"), 0);
    double[][] back =
        reversed(plainWay(weights, name, product(reversed(x), weights, name + ".backward"), 1));
    double[][] both = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      both[i] = Arrays.copyOf(forward[i], 2 * spec.width());
      System.arraycopy(back[i], 0, both[i], spec.width(), spec.width());
    }
    return both;
  }

  /** z and r from sums, the candidate from the input and r times the state's share. */
  private double[][] plainWay(Weights weights, String name, double[][] projected, int way) {
    int width = spec.width();
    float[] matrix = weights.get(name + ".state.weight").values();
    float[] bias = weights.get(name + ".state.bias").values();
    double[] state = new double[width];
    double[][] states = new double[projected.length][];
    for (int step = 0; step < projected.length; step++) {
      double[] moved = new double[3 * width];
      for (int out = 0; out < moved.length; out++) {
        moved[out] = bias[way * moved.length + out];
        for (int in = 0; in < width; in++) {
          moved[out] += state[in] * matrix[(way * width + in) * moved.length + out];
        }
      }
      double[] next = new double[width];
      for (int i = 0; i < width; i++) {
        double z = sigmoid(projected[step][i] + moved[i]);
        double r = sigmoid(projected[step][width + i] + moved[width + i]);
        double n = Math.tanh(projected[step][2 * width + i] + r * moved[2 * width + i]);
        next[i] = (1 - z) * n + z * state[i];
      }
      state = next;
      states[step] = next;
    }
    return states;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[][] product(double[][] x, Weights weights, String name) {
    float[] matrix = weights.get(name + ".weight").values();
    float[] bias = weights.get(name + ".bias").values();
    double[][] products = new double[x.length][bias.length];
    for (int i = 0; i < x.length; i++) {
      for (int out = 0; out < bias.length; out++) {
        products[i][out] = bias[out];
        for (int in = 0; in < x[i].length; in++) {
          products[i][out] += x[i][in] * matrix[in * bias.length + out];
        }
      }
    }
    return products;
  }

  private static double[][] reversed(double[][] x) {
    double[][] reversed = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      reversed[i] = x[x.length - 1 - i];
    }
    return reversed;
  }

  private static double[][] rows(float[] values, int width) {
    double[][] rows = new double[values.length / width][width];
    for (int i = 0; i < values.length; i++) {
      rows[i / width][i % width] = values[i];
    }
    return rows;
  }
}
