package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
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

  /** A variable that no gradient reaches, and how it is drawn. */
  private record Fixed(Trainable place, Initial initial) {}

  private final Ops tf;
  private final long seed;
  private final Map<String, Trainable> byName = new LinkedHashMap<>();
  private final Map<String, Fixed> fixed = new LinkedHashMap<>();
  private final Map<String, Trainable> states = new LinkedHashMap<>();

  public TrainableParameters(Ops tf, long seed) {
    this.tf = tf;
    this.seed = seed;
  }

  @Override
  public Operand<TFloat32> get(String name, Shape shape, Initial initial) {
    return trainable(name, shape, initial).value();
  }

  @Override
  public boolean isGiven(String name) {
    return false;
  }

  Trainable trainable(String name, Shape shape, Initial initial) {
    // Each weight draws from its own stream: adding one leaves the others as they were.
    return byName.computeIfAbsent(
        name,
        absent -> create(new Weight(name, shape, initial.draw(shape, Seeds.stream(seed, name)))));
  }

  private Weight drawn(String name, Shape shape, Initial initial, long epoch) {
    return new Weight(name, shape, initial.draw(shape, Seeds.stream(seed, name, epoch)));
  }

  private Trainable create(Weight initial) {
    Variable<TFloat32> variable = tf.variable(initial.shape(), TFloat32.class);
    Placeholder<TFloat32> given =
        tf.placeholder(TFloat32.class, Placeholder.shape(initial.shape()));
    return new Trainable(
        variable, tf.identity(variable), given, tf.assign(variable, given), initial);
  }

  @Override
  public Operand<TFloat32> fixed(String name, Shape shape, Initial initial) {
    return fixed
        .computeIfAbsent(
            name, absent -> new Fixed(create(drawn(absent, shape, initial, 0)), initial))
        .place()
        .value();
  }

  /**
   * A variable that the graph itself moves: no optimiser sees it, but it is loaded and read with
   * the weights, so that a resumed run goes on from it.
   */
  public Variable<TFloat32> state(String name, Shape shape, Initial initial) {
    return states
        .computeIfAbsent(
            name,
            absent ->
                create(new Weight(name, shape, initial.draw(shape, Seeds.stream(seed, name)))))
        .variable();
  }

  /** The weights, to be moved by an optimiser. */
  Map<String, Trainable> all() {
    return byName;
  }

  /** Draws everything fixed anew, as life2vec does with its random features after each epoch. */
  void redraw(Session session, long epoch) {
    if (fixed.isEmpty()) {
      return;
    }
    List<Weight> drawn = new ArrayList<>();
    for (Fixed each : fixed.values()) {
      Weight before = each.place().initial();
      drawn.add(drawn(before.name(), before.shape(), each.initial(), epoch));
    }
    set(session, fixed.values().stream().map(Fixed::place).toList(), drawn);
  }

  /** Sets every variable: to the given weight of its name, or else to its initial value. */
  public void load(Session session, Weights given) {
    List<Weight> weights = new ArrayList<>();
    for (Trainable trainable : everything()) {
      Weight initial = trainable.initial();
      Weight weight = given.contains(initial.name()) ? given.get(initial.name()) : initial;
      if (!weight.shape().equals(initial.shape())) {
        throw new IllegalArgumentException(
            "[weights] %s has shape %s; the model has %s; train with the same specification"
                .formatted(initial.name(), weight.shape(), initial.shape()));
      }
      weights.add(weight);
    }
    set(session, everything(), weights);
  }

  // In one run: TensorFlow goes over the whole graph again for each different set of targets.
  private static void set(Session session, List<Trainable> places, List<Weight> weights) {
    Session.Runner runner = session.runner();
    try (Feeds feeds = new Feeds()) {
      for (int i = 0; i < places.size(); i++) {
        Weight weight = weights.get(i);
        feeds.floats(places.get(i).given(), weight.values(), weight.shape().asArray());
        runner.addTarget(places.get(i).assignment());
      }
      feeds.into(runner).run();
    }
  }

  private List<Trainable> everything() {
    return Stream.of(
            byName.values().stream(),
            states.values().stream(),
            fixed.values().stream().map(Fixed::place))
        .flatMap(Function.identity())
        .toList();
  }

  /** A copy of every variable as it is now. */
  public Weights read(Session session) {
    List<Weight> weights = new ArrayList<>();
    Session.Runner runner = session.runner();
    everything().forEach(trainable -> runner.fetch(trainable.value()));
    try (var result = runner.run()) {
      for (Trainable trainable : everything()) {
        Weight initial = trainable.initial();
        float[] values = new float[initial.values().length];
        ((TFloat32) result.get(weights.size())).copyTo(DataBuffers.of(values));
        weights.add(new Weight(initial.name(), initial.shape(), values));
      }
    }
    return new Weights(weights);
  }
}
