package dev.norn.model.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Epochs of training and validation with early stopping. After each epoch the state is saved, and a
 * run over the same folder goes on from there to the same result.
 *
 * @param <E> an example
 */
public final class TrainingLoop<E> {

  private static final int VALIDATION = -1;
  private static final long DROPOUT_STRIDE = 1000;

  private final TrainingGraph graph;
  private final Objective<E> objective;
  private final TrainingSettings settings;
  private final TrainingProgress progress;
  private final Objective.Loss validationLoss;
  private final Operand<TFloat32> trainingSum;
  private final Operand<TFloat32> trainingCount;
  private final AdamW optimiser;

  public TrainingLoop(
      TrainingGraph graph,
      Objective<E> objective,
      TrainingSettings settings,
      TrainingProgress progress) {
    this.graph = graph;
    this.objective = objective;
    this.settings = settings;
    this.progress = progress;
    Ops tf = graph.tf();
    Dropout dropout = graph.dropout();
    Objective.Loss loss =
        objective.loss(
            graph.encode(graph.spec().attention(graph.spec().maxLength()), dropout), dropout);
    this.trainingSum = loss.sum();
    this.trainingCount = loss.count();
    Dropout off = Dropout.off(tf);
    this.validationLoss =
        objective.loss(graph.encode(graph.spec().attention(graph.spec().maxLength()), off), off);
    Operand<TFloat32> mean =
        tf.math.div(loss.sum(), tf.math.maximum(loss.count(), tf.constant(1f)));
    this.optimiser =
        new AdamW(
            graph.graph(),
            tf,
            graph.parameters(),
            mean,
            settings.weightDecay(),
            settings.clipNorm());
  }

  /**
   * @param initial weights to start from; those it lacks start as the graph says
   * @param training held in memory, encoded, while the run lasts; so is validation
   * @param folder of this run's checkpoints, made if absent
   */
  public TrainedModel run(
      Weights initial, Iterable<E> training, Iterable<E> validation, Path folder)
      throws IOException {
    List<E> examples = required(training, "training");
    List<E> held = required(validation, "validation");
    TrainingCheckpoints checkpoints = new TrainingCheckpoints(folder, graph.spec(), settings);
    TrainingLog log = start(initial, checkpoints);
    while (!log.ended(settings)) {
      log = log.with(epoch(log, examples, held));
      checkpoints.save(
          log, graph.parameters().read(graph.session()), optimiser.slots().read(graph.session()));
    }
    return new TrainedModel(checkpoints.weights(log.bestEpoch()), log);
  }

  private TrainingLog start(Weights initial, TrainingCheckpoints checkpoints) throws IOException {
    TrainingLog log =
        checkpoints.resume(objective.stage()).orElse(TrainingLog.empty(objective.stage()));
    int done = log.epochs().size();
    Weights weights = done == 0 ? initial : checkpoints.weights(done);
    Weights moments = done == 0 ? new Weights(List.of()) : checkpoints.moments(done);
    graph.parameters().load(graph.session(), weights);
    optimiser.slots().load(graph.session(), moments);
    return log;
  }

  private TrainingLog.Epoch epoch(TrainingLog log, List<E> examples, List<E> held) {
    int epoch = log.epochs().size() + 1;
    Batches batches = plan(examples, epoch);
    long step = log.steps();
    // The sorted lengths decide where batches are cut, so every epoch has as many.
    LearningRate rate =
        new LearningRate(
            settings.peakRate(),
            settings.warmUp(),
            (long) settings.epochs() * batches.batches().size());
    Mean mean = new Mean();
    long tokens = 0;
    for (int i = 0; i < batches.batches().size(); i++) {
      List<E> batch = chosen(examples, batches.batches().get(i));
      tokens += tokens(batch);
      mean.add(step(batch, batches.lengths().get(i), epoch, step++, rate));
    }
    return new TrainingLog.Epoch(
        epoch,
        mean.value(),
        validate(held),
        batches.batches().size(),
        tokens,
        batches.paddingRatio());
  }

  private double[] step(List<E> batch, int length, int epoch, long step, LearningRate rate) {
    long began = System.nanoTime();
    try (Feeds feeds = new Feeds()) {
      objective.feed(feeds, batch, length, epoch);
      optimiser.feed(feeds, step, rate.at(step));
      long[] seed = {Seeds.mixed(settings.seed(), "dropout"), step * DROPOUT_STRIDE};
      feeds.longs(graph.dropoutSeed(), seed, 2);
      Session.Runner runner = feeds.into(graph.session().runner());
      double[] loss =
          fetched(runner.fetch(trainingSum).fetch(trainingCount).addTarget(optimiser.update()));
      double seconds = (System.nanoTime() - began) / 1e9;
      progress.after(
          new TrainingProgress.Step(
              objective.stage(),
              step + 1,
              rate.steps(),
              loss[0] / Math.max(1, loss[1]),
              tokens(batch) / seconds));
      return loss;
    }
  }

  private double validate(List<E> held) {
    Batches batches = plan(held, VALIDATION);
    Mean mean = new Mean();
    for (int i = 0; i < batches.batches().size(); i++) {
      try (Feeds feeds = new Feeds()) {
        List<E> batch = chosen(held, batches.batches().get(i));
        objective.feed(feeds, batch, batches.lengths().get(i), VALIDATION);
        Session.Runner runner = feeds.into(graph.session().runner());
        mean.add(fetched(runner.fetch(validationLoss.sum()).fetch(validationLoss.count())));
      }
    }
    return mean.value();
  }

  private Batches plan(List<E> examples, int epoch) {
    int[] sizes =
        examples.stream().mapToInt(example -> objective.sequence(example).length()).toArray();
    return Batches.plan(
        sizes, settings.batchPositions(), Seeds.stream(settings.seed(), "batches", epoch));
  }

  private long tokens(List<E> batch) {
    return batch.stream().mapToLong(example -> objective.sequence(example).length()).sum();
  }

  private static <T> List<T> chosen(List<T> examples, int[] indices) {
    return IntStream.of(indices).mapToObj(examples::get).toList();
  }

  private static double[] fetched(Session.Runner runner) {
    try (var result = runner.run()) {
      return new double[] {
        ((TFloat32) result.get(0)).getFloat(), ((TFloat32) result.get(1)).getFloat()
      };
    }
  }

  private static <T> List<T> required(Iterable<T> examples, String split) {
    List<T> list = new ArrayList<>();
    examples.forEach(list::add);
    if (list.isEmpty()) {
      throw new IllegalArgumentException(
          "[" + split + "] no examples; check the cohort and the split of the corpus");
    }
    return list;
  }

  /** Mean of losses over answers, not over batches. */
  private static final class Mean {
    private double sum;
    private double count;

    void add(double[] loss) {
      sum += loss[0];
      count += loss[1];
    }

    double value() {
      return sum / Math.max(1, count);
    }
  }
}
