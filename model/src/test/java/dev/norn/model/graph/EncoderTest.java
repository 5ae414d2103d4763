package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class EncoderTest {

  private final ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY);
  private final List<PersonSequence> lives = TestingLives.ofChance(6, 3);
  private TrainingGraph graph;

  @BeforeEach
  void open() {
    graph = new TrainingGraph(spec, 1);
  }

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void encoderIsTheIdentityAtTheStart() {
    Encoder encoder = new Encoder(graph.tf(), spec, graph.parameters());
    Operand<TFloat32> embedded = encoder.embed(graph.inputs());
    Operand<TFloat32> encoded = encoder.encode(graph.inputs(), embedded, Dropout.off(graph.tf()));
    graph.parameters().load(graph.session(), new Weights(List.of()));
    SequenceBatch batch = SequenceBatch.of(lives);
    assertThat(run(encoded, batch)).containsExactly(run(embedded, batch));
  }

  @Test
  void paddingAndCompanyDoNotChangeWhatAPersonIs() {
    Operand<TFloat32> encoded = graph.encode(Dropout.off(graph.tf()));
    TestingWeights.stirred(graph, 5);
    int longest = SequenceBatch.of(lives).length();
    float[] together = run(encoded, SequenceBatch.of(lives, 2 * longest));
    for (int row = 0; row < lives.size(); row++) {
      float[] alone = run(encoded, SequenceBatch.of(List.of(lives.get(row))));
      for (int i = 0; i < alone.length; i++) {
        assertThat(together[row * 2 * longest * spec.width() + i])
            .isCloseTo(alone[i], within(1e-5f));
      }
    }
  }

  @Test
  void laterLandmarkOfTheSameLifeLooksTheSame() {
    Operand<TFloat32> encoded = graph.encode(Dropout.off(graph.tf()));
    TestingWeights.stirred(graph, 5);
    float[] now = run(encoded, SequenceBatch.of(lives));
    List<PersonSequence> shifted =
        lives.stream().map(life -> TestingLives.later(life, 3000)).toList();
    assertThat(run(encoded, SequenceBatch.of(shifted))).containsExactly(now);
  }

  @Test
  void localHeadsSeeOnlyTheirNeighbourhood() {
    ModelSpec local = new ModelSpec(ModelSpec.Mode.NORN, 1, 24, 4, 4, 4, 48, 64, 0, 25);
    try (TrainingGraph own = new TrainingGraph(local, 1)) {
      Operand<TFloat32> encoded = own.encode(Dropout.off(own.tf()));
      TestingWeights.stirred(own, 5);
      PersonSequence life = longest();
      int[] changed = life.tokens().clone();
      int at = changed.length - 2;
      changed[at] = changed[at] == 5 ? 6 : 5;
      PersonSequence other =
          TestingLives.sequence("o", changed, life.days(), life.ages(), life.segments());
      float[] before = run(own, encoded, SequenceBatch.of(List.of(life)));
      float[] after = run(own, encoded, SequenceBatch.of(List.of(other)));
      int reached = (at / 4 - 1) * 4 * local.width();
      assertThat(Arrays.copyOf(after, reached)).containsExactly(Arrays.copyOf(before, reached));
      assertThat(after[reached]).isNotEqualTo(before[reached]);
    }
  }

  @Test
  void gradientsAgreeWithFiniteDifferences() {
    Ops tf = graph.tf();
    Operand<TFloat32> encoded = graph.encode(Dropout.off(tf));
    // The sum of squares of real rows: a number that depends on every weight.
    Operand<TFloat32> rows =
        tf.math.mul(encoded, tf.reshape(graph.inputs().real(), tf.array(-1, 1)));
    Operand<TFloat32> loss = tf.reduceSum(tf.math.square(rows), tf.array(0, 1));
    List<String> names =
        List.of(
            "layer.0.attention.qkv.weight",
            "layer.0.feedForward.in.weight",
            "layer.1.attention.gate",
            "embedding.time.weight",
            "embedding.tokens");
    Output<?>[] weights =
        names.stream()
            .map(name -> graph.parameters().all().get(name).value().asOutput())
            .toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.graph().addGradients(loss.asOutput(), weights);
    Weights stirred = TestingWeights.stirred(graph, 5);
    SequenceBatch batch = SequenceBatch.of(lives);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < names.size(); i++) {
      float[] gradient = run(gradients[i].expect(TFloat32.class), batch);
      int at =
          names.get(i).equals("embedding.tokens") ? 6 * 24 + 3 : random.nextInt(gradient.length);
      double expected = slope(stirred, names.get(i), at, rows, batch);
      assertThat((double) gradient[at])
          .as(names.get(i))
          .isCloseTo(expected, within(0.005 * Math.abs(expected) + 0.01));
      assertThat(Math.abs(expected)).as(names.get(i)).isGreaterThan(0.2);
    }
  }

  // Five points: with steps large enough for single precision, three would show the curvature.
  private double slope(
      Weights weights, String name, int at, Operand<TFloat32> rows, SequenceBatch batch) {
    float step = 8e-3f;
    double near = loss(weights, name, at, step, rows, batch);
    near -= loss(weights, name, at, -step, rows, batch);
    double far = loss(weights, name, at, 2 * step, rows, batch);
    far -= loss(weights, name, at, -2 * step, rows, batch);
    graph.parameters().load(graph.session(), weights);
    return (8 * near - far) / (12 * step);
  }

  private double loss(
      Weights weights,
      String name,
      int at,
      float step,
      Operand<TFloat32> rows,
      SequenceBatch batch) {
    float[] values = weights.get(name).values().clone();
    values[at] += step;
    Weight moved = new Weight(name, weights.get(name).shape(), values);
    graph
        .parameters()
        .load(
            graph.session(),
            new Weights(
                weights.names().stream()
                    .map(each -> each.equals(name) ? moved : weights.get(each))
                    .toList()));
    return sumOfSquares(run(rows, batch));
  }

  // In double: a sum in single precision loses more than the step changes, by how much depends on
  // the machine's vector width.
  private static double sumOfSquares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return sum;
  }

  private PersonSequence longest() {
    return lives.stream().max(Comparator.comparingInt(PersonSequence::length)).orElseThrow();
  }

  private float[] run(Operand<TFloat32> fetched, SequenceBatch batch) {
    return run(graph, fetched, batch);
  }

  private static float[] run(TrainingGraph graph, Operand<TFloat32> fetched, SequenceBatch batch) {
    try (Feeds feeds = new Feeds()) {
      batch.feed(graph.inputs(), feeds);
      try (var result = feeds.into(graph.session().runner()).fetch(fetched).run()) {
        TFloat32 tensor = (TFloat32) result.get(0);
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.copyTo(DataBuffers.of(values));
        return values;
      }
    }
  }
}
