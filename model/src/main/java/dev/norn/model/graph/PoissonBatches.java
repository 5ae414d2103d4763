package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * People drawn for each step of private training, everybody with the same rate and apart from all
 * others: a person may come in several steps of an epoch or in none, and a step may have nobody.
 * Each is a part of its own. The examples are read once for a group of steps, whose people are held
 * in memory.
 */
final class PoissonBatches<E> implements Iterator<List<MicroBatch<E>>> {

  private final Supplier<Stream<E>> examples;
  private final ToIntFunction<E> length;
  private final double rate;
  private final int group;
  private final SecretDraws secret;
  private final long end;
  private long next;
  private List<List<MicroBatch<E>>> drawn = List.of();

  /**
   * @param group steps whose people are held in memory; with the key it decides who is drawn
   * @param next the first step, counted over all epochs
   * @param end the step after the last one
   */
  PoissonBatches(
      Supplier<Stream<E>> examples,
      ToIntFunction<E> length,
      double rate,
      int group,
      SecretDraws secret,
      long next,
      long end) {
    this.examples = examples;
    this.length = length;
    this.rate = rate;
    this.group = group;
    this.secret = secret;
    this.next = next;
    this.end = end;
  }

  @Override
  public boolean hasNext() {
    return next < end;
  }

  @Override
  public List<MicroBatch<E>> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int place = (int) (next % group);
    if (place == 0 || drawn.isEmpty()) {
      drawn = group(next - place);
    }
    next++;
    return drawn.get(place);
  }

  // Groups start at the same steps whatever step a run goes on from.
  private List<List<MicroBatch<E>>> group(long first) {
    List<List<MicroBatch<E>>> people = new ArrayList<>();
    for (int i = 0; i < group; i++) {
      people.add(new ArrayList<>());
    }
    RandomGenerator random = secret.stream("people", first);
    try (Stream<E> all = examples.get()) {
      all.forEachOrdered(
          example -> {
            for (List<MicroBatch<E>> step : people) {
              if (random.nextDouble() < rate) {
                step.add(new MicroBatch<>(List.of(example), 1, length.applyAsInt(example)));
              }
            }
          });
    }
    return people;
  }
}
