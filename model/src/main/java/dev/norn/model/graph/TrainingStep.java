package dev.norn.model.graph;

import dev.norn.model.ModelSpec.Attention;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * One step of the optimiser over a batch in parts. The answers of all parts are counted before any
 * gradient is computed, so that the parts together weigh what they would weigh at once.
 */
final class TrainingStep<E> implements OptimiserStep<E> {

  private static final long DROPOUT_STRIDE = 1000;

  private final TrainingGraph graph;
  private final Objective<E> objective;
  private final Map<Attention, Objective.Loss> losses = new EnumMap<>(Attention.class);
  private final Objective.Loss loss;
  private final List<Placeholder<TFloat32>> scales = new ArrayList<>();
  private final Optimiser optimiser;
  private final SummedGradients gradients;
  private final WeightUpdate update;
  private final long dropoutSeed;
  private final int mostParts;

  TrainingStep(TrainingGraph graph, Objective<E> objective, TrainingSettings settings) {
    this.graph = graph;
    this.objective = objective;
    this.optimiser = settings.optimiser();
    this.dropoutSeed = Seeds.mixed(settings.seed(), "dropout");
    this.mostParts = settings.batching().parts();
    Map<Attention, Operand<TFloat32>> totals = new EnumMap<>(Attention.class);
    for (Attention attention : graph.spec().attentions()) {
      Dropout dropout = graph.dropout(objective.encoderDropout(graph.spec()));
      Objective.Loss own = objective.loss(graph.encode(attention, dropout), dropout);
      losses.put(attention, own);
      totals.put(attention, scaled(graph.tf(), own));
    }
    this.loss = losses.values().iterator().next();
    this.gradients = new SummedGradients(graph.graph(), graph.tf(), graph.parameters(), totals);
    this.update = new WeightUpdate(graph.tf(), gradients, optimiser, graph.spec().layers());
  }

  private Operand<TFloat32> scaled(Ops tf, Objective.Loss of) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (Objective.Term term : of.terms()) {
      if (parts.size() == scales.size()) {
        scales.add(tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar())));
      }
      parts.add(tf.math.mul(term.sum(), scales.get(parts.size())));
    }
    return tf.math.addN(parts);
  }

  @Override
  public Objective.Loss loss() {
    return loss;
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
   * @param parts of one batch, no more than the settings say
   */
  @Override
  public LossSums run(List<MicroBatch<E>> parts, int epoch, long step, Schedule.Point point) {
    List<Feeds> feeds = new ArrayList<>();
    try {
      LossSums counted = LossSums.none(scales.size());
      for (MicroBatch<E> part : parts) {
        feeds.add(fed(part, epoch, step * mostParts + feeds.size()));
        double[] counts = fetched(feeds.get(feeds.size() - 1), counts(), null);
        counted = counted.plus(LossSums.of(new double[counts.length], counts));
      }
      double[] sums = new double[scales.size()];
      for (int part = 0; part < feeds.size(); part++) {
        for (int i = 0; i < sums.length; i++) {
          feeds.get(part).number(scales.get(i), counted.scale(i, loss));
        }
        Attention attention = graph.spec().attention(parts.get(part).length());
        double[] own = fetched(feeds.get(part), sums(attention), gradients.add(attention));
        for (int i = 0; i < sums.length; i++) {
          sums[i] += own[i];
        }
      }
      update.apply(graph.session(), optimiser.numbers(step, point));
      return counted.plus(LossSums.of(sums, new double[sums.length]));
    } finally {
      feeds.forEach(Feeds::close);
    }
  }

  private Feeds fed(MicroBatch<E> part, int epoch, long number) {
    Feeds feeds = new Feeds();
    objective.feed(feeds, part.examples(), part.rows(), part.length(), epoch);
    feeds.longs(graph.dropoutSeed(), new long[] {dropoutSeed, number * DROPOUT_STRIDE}, 2);
    return feeds;
  }

  private List<Operand<TFloat32>> counts() {
    return loss.terms().stream().<Operand<TFloat32>>map(Objective.Term::count).toList();
  }

  private List<Operand<TFloat32>> sums(Attention attention) {
    return losses.get(attention).terms().stream()
        .<Operand<TFloat32>>map(Objective.Term::sum)
        .toList();
  }

  private double[] fetched(Feeds feeds, List<Operand<TFloat32>> wanted, Op done) {
    Session.Runner runner = feeds.into(graph.session().runner());
    wanted.forEach(runner::fetch);
    if (done != null) {
      runner.addTarget(done);
    }
    return Fetched.numbers(runner);
  }
}
