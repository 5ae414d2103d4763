package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Compares gradients with differences: of the sum of squares of some numbers, a number that depends
 * on every weight. Each weight moves along its own gradient, so that every entry of it counts.
 */
public final class FiniteDifferences {

  private static final float STEP = 8e-3f;

  private final TrainingGraph graph;
  private final Operand<TFloat32> numbers;
  private final SequenceBatch batch;

  public FiniteDifferences(TrainingGraph graph, Operand<TFloat32> numbers, SequenceBatch batch) {
    this.graph = graph;
    this.numbers = numbers;
    this.batch = batch;
  }

  /**
   * @param seed of the weights at which they are compared
   */
  public void agree(long seed) {
    Ops tf = graph.tf();
    Operand<TFloat32> loss =
        tf.reduceSum(tf.math.square(tf.reshape(numbers, tf.array(-1))), tf.constant(0));
    List<String> names = List.copyOf(graph.parameters().all().keySet());
    Output<?>[] weights =
        names.stream()
            .map(name -> graph.parameters().all().get(name).value().asOutput())
            .toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.graph().addGradients(loss.asOutput(), weights);
    Weights stirred = TestingWeights.stirred(graph, seed);
    for (int i = 0; i < names.size(); i++) {
      Operand<TFloat32> gradient = gradients[i].expect(TFloat32.class);
      float[] direction = TestingRuns.values(graph, gradient, batch);
      double length = normalise(direction);
      double slope = slope(stirred, names.get(i), direction);
      assertThat(length).as(names.get(i)).isCloseTo(slope, within(0.005 * Math.abs(slope) + 0.01));
      assertThat(length).as(names.get(i)).isGreaterThan(0.2);
    }
  }

  private static double normalise(float[] direction) {
    double squares = 0;
    for (float value : direction) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < direction.length; i++) {
      direction[i] /= (float) length;
    }
    return length;
  }

  // Five points: with steps large enough for single precision, three would show the curvature.
  private double slope(Weights weights, String name, float[] direction) {
    double near = loss(weights, name, direction, STEP) - loss(weights, name, direction, -STEP);
    double far =
        loss(weights, name, direction, 2 * STEP) - loss(weights, name, direction, -2 * STEP);
    graph.parameters().load(graph.session(), weights);
    return (8 * near - far) / (12 * STEP);
  }

  private double loss(Weights weights, String name, float[] direction, float step) {
    float[] values = weights.get(name).values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += step * direction[i];
    }
    Weight moved = new Weight(name, weights.get(name).shape(), values);
    graph
        .parameters()
        .load(
            graph.session(),
            new Weights(
                weights.names().stream()
                    .map(each -> each.equals(name) ? moved : weights.get(each))
                    .toList()));
    return sumOfSquares(TestingRuns.values(graph, numbers, batch));
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
}
