package dev.norn.model.graph;

import dev.norn.model.ModelSpec.Attention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One step of differentially private training (Abadi et al. 2016, algorithm 1): the gradient of
 * each person's own mean loss, one person at a time, is clipped and added; the sum gets noise once
 * and is divided by the people expected. What then moves the weights sees nothing but this sum.
 *
 * <p>Nothing that is computed for a person depends on who else was drawn: masks and dropout follow
 * from the person and the step.
 */
final class PrivateStep<E> implements OptimiserStep<E> {

  private static final float LEAST_COUNT = 1e-6f;
  private static final long DROPOUT_STRIDE = 1000;

  private final TrainingGraph graph;
  private final Objective<E> objective;
  private final Optimiser optimiser;
  private final Map<Attention, Objective.Loss> losses = new EnumMap<>(Attention.class);
  private final SummedGradients gradients;
  private final PrivateNoise noise;
  private final WeightUpdate update;
  private final long dropoutSeed;

  PrivateStep(
      TrainingGraph graph,
      Objective<E> objective,
      TrainingSettings settings,
      Supplier<SecretDraws> secret) {
    this.graph = graph;
    this.objective = objective;
    this.optimiser = settings.optimiser();
    this.dropoutSeed = Seeds.mixed(settings.seed(), "dropout");
    Map<Attention, Operand<TFloat32>> means = new EnumMap<>(Attention.class);
    for (Attention attention : graph.spec().attentions()) {
      Dropout dropout = graph.dropout(objective.encoderDropout(graph.spec()));
      Objective.Loss own = objective.loss(graph.encode(attention, dropout), dropout);
      losses.put(attention, own);
      means.put(attention, mean(own));
    }
    PersonClipping clipping = new PersonClipping(graph.tf(), settings.privacy().clippingNorm());
    this.gradients =
        new SummedGradients(graph.graph(), graph.tf(), graph.parameters(), means, clipping::of);
    this.noise = new PrivateNoise(graph.tf(), gradients, settings.privacy(), secret);
    this.update = new WeightUpdate(graph.tf(), gradients, optimiser, graph.spec().layers());
  }

  private Operand<TFloat32> mean(Objective.Loss of) {
    Ops tf = graph.tf();
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (Objective.Term term : of.terms()) {
      Operand<TFloat32> count = tf.math.maximum(term.count(), tf.constant(LEAST_COUNT));
      parts.add(tf.math.mul(tf.math.div(term.sum(), count), tf.constant((float) term.weight())));
    }
    return tf.math.addN(parts);
  }

  @Override
  public Objective.Loss loss() {
    return losses.values().iterator().next();
  }

  @Override
  public TrainableParameters moments() {
    return update.moments();
  }

  @Override
  public void load(Weights weights, Weights moments) {
    graph.parameters().load(graph.session(), weights);
    update.moments().load(graph.session(), moments);
    gradients.sums().load(graph.session(), new Weights(List.of()));
  }

  /**
   * @param parts one person each; none is a step of noise alone
   */
  @Override
  public LossSums run(List<MicroBatch<E>> parts, int epoch, long step, Schedule.Point point) {
    LossSums sums = LossSums.none(loss().terms().size());
    for (MicroBatch<E> person : parts) {
      sums = sums.plus(add(person, step));
    }
    noise.add(graph.session(), step);
    update.apply(graph.session(), optimiser.numbers(step, point));
    return sums;
  }

  /** Adds one person's clipped gradient to the sums. */
  LossSums add(MicroBatch<E> person, long step) {
    if (person.examples().size() != 1 || person.rows() != 1) {
      throw new IllegalArgumentException(
          "[private training] %d people in %d rows; expected one at a time"
              .formatted(person.examples().size(), person.rows()));
    }
    E example = person.examples().get(0);
    Attention attention = graph.spec().attention(person.length());
    try (Feeds feeds = new Feeds()) {
      // Read anew in every step in which a person is drawn, not once an epoch.
      objective.feed(feeds, person.examples(), 1, person.length(), Math.toIntExact(step + 1));
      long own = Seeds.mixed(dropoutSeed, objective.sequence(example).person().value());
      feeds.longs(graph.dropoutSeed(), new long[] {own, step * DROPOUT_STRIDE}, 2);
      Session.Runner runner = feeds.into(graph.session().runner());
      List<Objective.Term> terms = losses.get(attention).terms();
      terms.forEach(term -> runner.fetch(term.sum()));
      terms.forEach(term -> runner.fetch(term.count()));
      double[] numbers = Fetched.numbers(runner.addTarget(gradients.add(attention)));
      return LossSums.of(
          Arrays.copyOf(numbers, terms.size()),
          Arrays.copyOfRange(numbers, terms.size(), numbers.length));
    }
  }

  /** What was added since the last step. */
  Weights sums() {
    return gradients.sums().read(graph.session());
  }

  PrivateNoise noise() {
    return noise;
  }
}
