package dev.norn.model.finetuning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The last biases with which heads start: then an untrained model gives everybody the shares of the
 * training split, or of a count the mean. Half a person is added to each side, so that what is rare
 * has finite odds.
 */
final class Starts {

  private final List<HeadSpec> heads;
  private final List<double[]> sums = new ArrayList<>();
  private final double[] people;

  private Starts(List<HeadSpec> heads) {
    this.heads = heads;
    this.people = new double[heads.size()];
    heads.forEach(head -> sums.add(new double[head.answers()]));
  }

  /**
   * Of each head, in one pass; nothing of the examples is kept.
   *
   * @throws IllegalArgumentException if an example has not one outcome per head
   */
  static List<float[]> of(List<HeadSpec> heads, Supplier<Stream<LabelledSequence>> training) {
    Starts starts = new Starts(heads);
    try (Stream<LabelledSequence> examples = training.get()) {
      examples.forEachOrdered(starts::add);
    }
    return IntStream.range(0, heads.size()).mapToObj(starts::start).toList();
  }

  private void add(LabelledSequence example) {
    example.requireHeads(heads);
    for (int place = 0; place < people.length; place++) {
      float[] answer = new float[sums.get(place).length];
      boolean known = heads.get(place).answer(example.outcomes().get(place), answer, 0);
      if (known && heads.get(place).isWhole(answer)) {
        people[place]++;
        for (int i = 0; i < answer.length; i++) {
          sums.get(place)[i] += answer[i];
        }
      }
    }
  }

  private float[] start(int place) {
    double[] counts = sums.get(place);
    float[] start = new float[counts.length];
    for (int i = 0; i < start.length; i++) {
      double others =
          switch (heads.get(place).kind()) {
            case BINARY -> people[place] - counts[i] + 0.5;
            case COUNT -> people[place] + 0.5;
            case ORDINAL, TIME_TO_EVENT, NEXT_EVENT -> 1;
          };
      start[i] = (float) Math.log((counts[i] + 0.5) / others);
    }
    return start;
  }
}
