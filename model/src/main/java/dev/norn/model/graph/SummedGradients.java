package dev.norn.model.graph;

import dev.norn.model.ModelSpec.Attention;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * The gradients of a loss, added up over several runs: a batch that is too large for memory is
 * computed in parts.
 */
final class SummedGradients {

  private final Ops tf;
  private final UnaryOperator<List<Operand<TFloat32>>> treated;
  private final List<TrainableParameters.Trainable> trained;
  private final TrainableParameters sums;
  private final Map<Attention, Op> add = new EnumMap<>(Attention.class);

  /**
   * @param losses over the same weights
   */
  SummedGradients(
      Graph graph,
      Ops tf,
      TrainableParameters parameters,
      Map<Attention, Operand<TFloat32>> losses) {
    this(graph, tf, parameters, losses, UnaryOperator.identity());
  }

  /**
   * @param losses over the same weights
   * @param treated what is done to the gradients of one run before they are added
   */
  SummedGradients(
      Graph graph,
      Ops tf,
      TrainableParameters parameters,
      Map<Attention, Operand<TFloat32>> losses,
      UnaryOperator<List<Operand<TFloat32>>> treated) {
    this.tf = tf;
    this.treated = treated;
    this.trained = List.copyOf(parameters.all().values());
    this.sums = new TrainableParameters(tf, 0);
    Output<?>[] variables =
        trained.stream().map(each -> each.value().asOutput()).toArray(Output<?>[]::new);
    losses.forEach((attention, loss) -> add.put(attention, add(graph, loss, variables)));
  }

  private Op add(Graph graph, Operand<TFloat32> loss, Output<?>[] variables) {
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> gradient : graph.addGradients(loss.asOutput(), variables)) {
      gradients.add(gradient.expect(TFloat32.class));
    }
    List<Operand<TFloat32>> added = treated.apply(gradients);
    List<Op> additions = new ArrayList<>();
    for (int i = 0; i < added.size(); i++) {
      additions.add(tf.assignAdd(sum(trained.get(i).initial()).variable(), added.get(i)));
    }
    return tf.withControlDependencies(additions).noOp();
  }

  List<TrainableParameters.Trainable> trained() {
    return trained;
  }

  /** The sums; load them before use, which sets them to 0. */
  TrainableParameters sums() {
    return sums;
  }

  /** Adds the gradients of one run. */
  Op add(Attention attention) {
    return add.get(attention);
  }

  Operand<TFloat32> sumOf(TrainableParameters.Trainable weight) {
    return sum(weight.initial()).value();
  }

  Variable<TFloat32> variableOf(TrainableParameters.Trainable weight) {
    return sum(weight.initial()).variable();
  }

  /** The given operations, and after them every sum is 0. */
  Op zeroedAfter(List<Op> operations) {
    Ops after = tf.withControlDependencies(operations);
    List<Op> zeroed = new ArrayList<>();
    for (TrainableParameters.Trainable weight : trained) {
      TrainableParameters.Trainable sum = sum(weight.initial());
      zeroed.add(
          after.assign(
              sum.variable(),
              after.fill(tf.constant(weight.initial().shape().asArray()), tf.constant(0f))));
    }
    return tf.withControlDependencies(zeroed).noOp();
  }

  private TrainableParameters.Trainable sum(Weight weight) {
    return sums.trainable(weight.name(), weight.shape(), Initial.constant(0));
  }
}
