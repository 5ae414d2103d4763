package dev.norn.model.graph;

import dev.norn.model.ModelSpec.Attention;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** A pass over a whole split, without dropout; asks the same each time. */
final class Validation<E> {

  private static final int EPOCH = -1;

  private final TrainingGraph graph;
  private final Objective<E> objective;
  private final TrainingSettings settings;
  private final Map<Attention, Objective.Loss> losses = new EnumMap<>(Attention.class);

  Validation(TrainingGraph graph, Objective<E> objective, TrainingSettings settings) {
    this.graph = graph;
    this.objective = objective;
    this.settings = settings;
    Dropout off = Dropout.off(graph.tf());
    for (Attention attention : graph.spec().attentions()) {
      losses.put(attention, objective.loss(graph.encode(attention, off), off));
    }
  }

  /**
   * @param criterion what epochs are compared by, the lower the better
   */
  record Validated(double loss, double criterion) {}

  Validated of(Supplier<Stream<E>> examples, LengthBuckets buckets) {
    Objective.Loss any = losses.values().iterator().next();
    LossSums sums = LossSums.none(any.terms().size());
    Objective.Criterion<E> criterion = objective.criterion();
    try (Stream<E> all = examples.get()) {
      ShuffledBatches<E> batches =
          new ShuffledBatches<>(
              all.iterator(),
              example -> objective.sequence(example).length(),
              buckets,
              settings.batching().bufferPositions(),
              Seeds.stream(settings.seed(), "batches", EPOCH));
      while (batches.hasNext()) {
        sums = sums.plus(of(batches.next(), criterion));
      }
    }
    double loss = sums.mean(any);
    return new Validated(loss, criterion.value(loss));
  }

  private LossSums of(MicroBatch<E> batch, Objective.Criterion<E> criterion) {
    Objective.Loss loss = losses.get(graph.spec().attention(batch.length()));
    try (Feeds feeds = new Feeds()) {
      objective.feed(feeds, batch.examples(), batch.rows(), batch.length(), EPOCH);
      Session.Runner runner = feeds.into(graph.session().runner());
      loss.terms().forEach(term -> runner.fetch(term.sum()));
      loss.terms().forEach(term -> runner.fetch(term.count()));
      loss.ranks().ifPresent(runner::fetch);
      try (Result fetched = runner.run()) {
        int terms = loss.terms().size();
        if (loss.ranks().isPresent()) {
          TFloat32 ranks = (TFloat32) fetched.get(2 * terms);
          for (int row = 0; row < batch.examples().size(); row++) {
            criterion.add(batch.examples().get(row), ranks.getFloat(row));
          }
        }
        return LossSums.of(
            Fetched.numbers(fetched, 0, terms), Fetched.numbers(fetched, terms, terms));
      }
    }
  }
}
