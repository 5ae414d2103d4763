package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Weights as variables, with a way in and a way out. Not thread-safe. */
public final class TrainableParameters implements Parameters {

  /**
   * @param value what the graph computes with; some gradients refuse the variable itself
   */
  record Trainable(
      Variable<TFloat32> variable,
      Operand<TFloat32> value,
      Placeholder<TFloat32> given,
      Assign<TFloat32> assignment,
      Weight initial) {}

  private final Ops tf;
  private final long seed;
  private final Map<String, Trainable> byName = new LinkedHashMap<>();

  public TrainableParameters(Ops tf, long seed) {
    this.tf = tf;
    this.seed = seed;
  }

  @Override
  public Operand<TFloat32> get(String name, Shape shape, Initial initial) {
    return trainable(name, shape, initial).value();
  }

  Trainable trainable(String name, Shape shape, Initial initial) {
    // Each weight draws from its own stream: adding one leaves the others as they were.
    return byName.computeIfAbsent(
        name,
        absent -> create(new Weight(name, shape, initial.draw(shape, Seeds.stream(seed, name)))));
  }

  private Trainable create(Weight initial) {
    Variable<TFloat32> variable = tf.variable(initial.shape(), TFloat32.class);
    Placeholder<TFloat32> given =
        tf.placeholder(TFloat32.class, Placeholder.shape(initial.shape()));
    return new Trainable(
        variable, tf.identity(variable), given, tf.assign(variable, given), initial);
  }

  Map<String, Trainable> all() {
    return byName;
  }

  /** Sets every variable: to the given weight of its name, or else to its initial value. */
  public void load(Session session, Weights given) {
    // In one run: TensorFlow goes over the whole graph again for each different set of targets.
    Session.Runner runner = session.runner();
    try (Feeds feeds = new Feeds()) {
      for (Trainable trainable : byName.values()) {
        Weight initial = trainable.initial();
        Weight weight = given.contains(initial.name()) ? given.get(initial.name()) : initial;
        if (!weight.shape().equals(initial.shape())) {
          throw new IllegalArgumentException(
              "[weights] %s has shape %s; the model has %s; train with the same specification"
                  .formatted(initial.name(), weight.shape(), initial.shape()));
        }
        feeds.floats(trainable.given(), weight.values(), weight.shape().asArray());
        runner.addTarget(trainable.assignment());
      }
      feeds.into(runner).run();
    }
  }

  /** A copy of every variable as it is now. */
  public Weights read(Session session) {
    List<Weight> weights = new ArrayList<>();
    Session.Runner runner = session.runner();
    byName.values().forEach(trainable -> runner.fetch(trainable.value()));
    try (var result = runner.run()) {
      for (Trainable trainable : byName.values()) {
        Weight initial = trainable.initial();
        float[] values = new float[initial.values().length];
        ((TFloat32) result.get(weights.size())).copyTo(DataBuffers.of(values));
        weights.add(new Weight(initial.name(), initial.shape(), values));
      }
    }
    return new Weights(weights);
  }
}
