package dev.norn.model.graph;

import dev.norn.model.ModelSpec.Attention;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** Passes over examples without dropout and with the weights as they are; each asks the same. */
final class SplitPass<E> {

  private static final int EPOCH = -1;

  private final TrainingGraph graph;
  private final Objective<E> objective;
  private final TrainingSettings settings;
  private final Map<Attention, Objective.Loss> losses = new EnumMap<>(Attention.class);

  SplitPass(TrainingGraph graph, Objective<E> objective, TrainingSettings settings) {
    this.graph = graph;
    this.objective = objective;
    this.settings = settings;
    Dropout off = Dropout.off(graph.tf());
    for (Attention attention : graph.spec().attentions()) {
      losses.put(attention, objective.loss(graph.encode(attention, off), off));
    }
  }

  /**
   * @param examples closed after use
   * @param buckets of lengths that fit the examples
   * @return the loss over all of them
   */
  double over(Supplier<Stream<E>> examples, LengthBuckets buckets, Objective.Reader<E> reader) {
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
        sums = sums.plus(of(batches.next(), reader));
      }
    }
    return sums.mean(any);
  }

  private LossSums of(MicroBatch<E> batch, Objective.Reader<E> reader) {
    Objective.Loss loss = losses.get(graph.spec().attention(batch.length()));
    try (Feeds feeds = new Feeds()) {
      objective.feed(feeds, batch.examples(), batch.rows(), batch.length(), EPOCH);
      Session.Runner runner = feeds.into(graph.session().runner());
      loss.terms().forEach(term -> runner.fetch(term.sum()));
      loss.terms().forEach(term -> runner.fetch(term.count()));
      loss.predictions().ifPresent(runner::fetch);
      try (Result fetched = runner.run()) {
        int terms = loss.terms().size();
        if (loss.predictions().isPresent()) {
          read(batch.examples(), (TFloat32) fetched.get(2 * terms), reader);
        }
        return LossSums.of(
            Fetched.numbers(fetched, 0, terms), Fetched.numbers(fetched, terms, terms));
      }
    }
  }

  private static <E> void read(List<E> examples, TFloat32 predictions, Objective.Reader<E> reader) {
    for (int row = 0; row < examples.size(); row++) {
      float[] own = new float[Math.toIntExact(predictions.shape().get(1))];
      predictions.get(row).copyTo(DataBuffers.of(own));
      reader.add(examples.get(row), own);
    }
  }
}
