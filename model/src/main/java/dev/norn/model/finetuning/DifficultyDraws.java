package dev.norn.model.finetuning;

import dev.norn.event.PersonId;
import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.Seeds;
import dev.norn.model.graph.Weight;
import dev.norn.model.graph.WeightedDraws;
import dev.norn.model.graph.Weights;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * Twice as many draws as there are people, each person as likely as the answers were difficult to
 * learn so far: the sampler of life2vec's personality (Savcisens et al. 2024).
 *
 * <p>An item's difficulty after an epoch is how much of what the epoch moved went astray:
 * probability that left the given class or came to another, over probability that came to the given
 * or left another, each change weighed by the logarithm of its ratio. A person's is the largest of
 * the items', over the range between the quartiles of all people's; epochs are averaged with a
 * decay of 0.5. Holds as many numbers a person as the items have classes, and two more.
 *
 * @see Quirk#DRAWN_BY_DIFFICULTY
 */
final class DifficultyDraws implements Objective.Review<LabelledSequence> {

  private static final double DECAY = 0.5;
  private static final double LEAST = 1e-10;
  private static final double MOST = 100;
  private static final double SMALLEST = 1e-12;
  private static final String PROBABILITIES = "difficulty.probabilities";
  private static final String AVERAGES = "difficulty.averages";

  private final List<HeadSpec> heads;
  private final long seed;
  private final Map<PersonId, Integer> places;
  private final int classes;
  private final double[] passing;
  private float[] probabilities;
  private float[] averages;

  private DifficultyDraws(List<HeadSpec> heads, long seed, Map<PersonId, Integer> places) {
    this.heads = heads;
    this.seed = seed;
    this.places = places;
    this.classes = heads.stream().mapToInt(head -> head.classes().size()).sum();
    this.passing = new double[places.size()];
    this.probabilities = new float[places.size() * classes];
    this.averages = new float[places.size()];
    Arrays.fill(averages, 1);
    for (int place = 0; place < passing.length; place++) {
      int at = place * classes;
      for (HeadSpec head : heads) {
        int to = at + head.classes().size();
        Arrays.fill(probabilities, at, to, 1f / head.classes().size());
        at = to;
      }
    }
  }

  /** Empty where the specification has it not, or where an outcome is not ordinal. */
  static Optional<DifficultyDraws> of(
      ModelSpec spec,
      List<HeadSpec> heads,
      Supplier<Stream<LabelledSequence>> training,
      long seed) {
    if (!spec.has(Quirk.DRAWN_BY_DIFFICULTY) || !HeadSpec.areOrdinal(heads)) {
      return Optional.empty();
    }
    Map<PersonId, Integer> places = new HashMap<>();
    try (Stream<LabelledSequence> examples = training.get()) {
      examples.forEach(
          example -> {
            if (places.putIfAbsent(example.sequence().person(), places.size()) != null) {
              throw new IllegalArgumentException(
                  "[training] a person occurs twice; drawing by difficulty takes one example a"
                      + " person");
            }
          });
    }
    return Optional.of(new DifficultyDraws(heads, seed, places));
  }

  static long draws(long examples) {
    return 2 * examples;
  }

  Stream<LabelledSequence> from(Stream<LabelledSequence> examples, int epoch) {
    double total = 0;
    for (float average : averages) {
      total += average;
    }
    return new WeightedDraws<LabelledSequence>(
            this::difficulty,
            total,
            draws(averages.length),
            Seeds.stream(seed, "draws by difficulty", epoch))
        .from(examples);
  }

  double difficulty(LabelledSequence example) {
    return averages[places.get(example.sequence().person())];
  }

  /**
   * @param now probabilities of all classes, head by head
   */
  @Override
  public void add(LabelledSequence example, float[] now) {
    int place = places.get(example.sequence().person());
    int before = place * classes;
    double most = LEAST;
    int from = 0;
    for (int i = 0; i < heads.size(); i++) {
      int to = from + heads.get(i).classes().size();
      Integer answer = example.outcomes().get(i).answer();
      if (answer != null) {
        most = Math.max(most, difficulty(now, before, from, to, from + answer));
      }
      from = to;
    }
    passing[place] = most;
    System.arraycopy(now, 0, probabilities, before, classes);
  }

  private double difficulty(float[] now, int before, int from, int to, int answer) {
    double astray = 0;
    double learned = 0;
    for (int i = from; i < to; i++) {
      double old = Math.max(SMALLEST, probabilities[before + i]);
      double next = Math.max(SMALLEST, now[i]);
      double change = next - old;
      // Both factors have one sign.
      double weighed = change * Math.log(next / old);
      if (change > 0 == (i == answer)) {
        learned += weighed;
      } else {
        astray += weighed;
      }
    }
    return astray == 0 ? LEAST : Math.min(MOST, Math.max(LEAST, astray / learned));
  }

  @Override
  public void passed() {
    double[] sorted = passing.clone();
    Arrays.sort(sorted);
    double range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    for (int place = 0; place < passing.length; place++) {
      double own = range > 0 ? passing[place] / range : passing[place];
      averages[place] = (float) (DECAY * own + (1 - DECAY) * averages[place]);
    }
  }

  /** Between neighbours in proportion. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  @Override
  public Weights memory() {
    return new Weights(
        List.of(
            new Weight(PROBABILITIES, Shape.of(averages.length, classes), probabilities.clone()),
            new Weight(AVERAGES, Shape.of(averages.length), averages.clone())));
  }

  @Override
  public void remember(Weights memory) {
    probabilities = memory.get(PROBABILITIES).values().clone();
    averages = memory.get(AVERAGES).values().clone();
  }
}
