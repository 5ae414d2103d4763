package dev.norn.model.graph;

import dev.norn.model.ModelSpec.Attention;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tensorflow.Session;

/** The loss over a whole split, without dropout; asks the same each time. */
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

  double loss(Supplier<Stream<E>> examples, LengthBuckets buckets) {
    Objective.Loss any = losses.values().iterator().next();
    LossSums sums = LossSums.none(any.terms().size());
    try (Stream<E> all = examples.get()) {
      ShuffledBatches<E> batches =
          new ShuffledBatches<>(
              all.iterator(),
              example -> objective.sequence(example).length(),
              buckets,
              settings.batching().bufferPositions(),
              Seeds.stream(settings.seed(), "batches", EPOCH));
      while (batches.hasNext()) {
        sums = sums.plus(of(batches.next()));
      }
    }
    return sums.mean(any);
  }

  private LossSums of(MicroBatch<E> batch) {
    try (Feeds feeds = new Feeds()) {
      objective.feed(feeds, batch.examples(), batch.rows(), batch.length(), EPOCH);
      Session.Runner runner = feeds.into(graph.session().runner());
      Objective.Loss loss = losses.get(graph.spec().attention(batch.length()));
      loss.terms().forEach(term -> runner.fetch(term.sum()));
      loss.terms().forEach(term -> runner.fetch(term.count()));
      double[] numbers = Fetched.numbers(runner);
      int terms = numbers.length / 2;
      double[] own = Arrays.copyOf(numbers, terms);
      double[] counts = Arrays.copyOfRange(numbers, terms, 2 * terms);
      return LossSums.of(own, counts);
    }
  }
}
