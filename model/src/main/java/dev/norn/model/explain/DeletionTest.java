package dev.norn.model.explain;

import dev.norn.model.evaluation.Interval;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.Encoding;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether attributions find the tokens that carry a logit: those with the largest ones are deleted
 * from the life first, and the logit has to fall faster than when tokens are deleted in random
 * order (the region perturbation of Samek et al. 2017, section III; comprehensiveness in DeYoung et
 * al. 2020). Special tokens stay. A life with tokens missing is one that the model has hardly seen,
 * for each order alike.
 */
public final class DeletionTest {

  /** Of the tokens of a life that are deleted, one after the other. */
  public static final List<Double> SHARES = List.of(0.02, 0.05, 0.1, 0.2, 0.3, 0.5);

  private static final int PEOPLE_AT_ONCE = 50;

  private final BatchEncoder encoder;
  private final int outcome;
  private final int orders;
  private final long seed;

  /**
   * How the logit falls.
   *
   * @param drops mean over people by {@link #SHARES}, in logits
   * @param area mean of the drops, over people
   * @param beyondRandom that area less the one of random orders, of the same people
   */
  public record Curve(double[] drops, Interval area, Interval beyondRandom) {}

  /**
   * @param methods in the order of {@link AttributionMethod}
   * @param random mean of the random orders; nothing beyond itself
   */
  public record Figures(List<Curve> methods, Curve random) {}

  /**
   * @param encoder of the release; the caller closes it
   * @param outcome index in the order of the release's outcomes
   * @param orders random ones for each person
   * @param seed of these orders and the intervals
   */
  public DeletionTest(BatchEncoder encoder, int outcome, int orders, long seed) {
    if (orders < 1) {
      throw new IllegalArgumentException("[orders] found " + orders + "; expected 1 or more");
    }
    this.encoder = encoder;
    this.outcome = outcome;
    this.orders = orders;
    this.seed = seed;
  }

  /**
   * @param explained the same lives in the same order
   */
  public Figures run(List<PersonSequence> lives, List<Explanation> explained) {
    int methods = AttributionMethod.values().length;
    SplittableRandom random = new SplittableRandom(seed);
    List<double[][]> drops = new ArrayList<>();
    for (int from = 0; from < lives.size(); from += PEOPLE_AT_ONCE) {
      int to = Math.min(lives.size(), from + PEOPLE_AT_ONCE);
      drops.addAll(drops(lives.subList(from, to), explained.subList(from, to), random));
    }
    double[] byChance = areas(drops, methods);
    List<Curve> curves = new ArrayList<>();
    for (int method = 0; method < methods; method++) {
      double[] area = areas(drops, method);
      double[] beyond = new double[area.length];
      Arrays.setAll(beyond, person -> area[person] - byChance[person]);
      curves.add(curve(drops, method, area, beyond));
    }
    return new Figures(curves, curve(drops, methods, byChance, new double[byChance.length]));
  }

  private Curve curve(List<double[][]> drops, int row, double[] area, double[] beyond) {
    double[] means = new double[SHARES.size()];
    for (double[][] person : drops) {
      for (int i = 0; i < means.length; i++) {
        means[i] += person[row][i] / drops.size();
      }
    }
    return new Curve(means, PeopleMean.of(area, seed), PeopleMean.of(beyond, seed));
  }

  private static double[] areas(List<double[][]> drops, int row) {
    return drops.stream()
        .mapToDouble(person -> Arrays.stream(person[row]).average().orElseThrow())
        .toArray();
  }

  /** By person, then by method with the mean of random orders last, then by share. */
  private List<double[][]> drops(
      List<PersonSequence> lives, List<Explanation> explained, SplittableRandom random) {
    List<PersonSequence> encoded = new ArrayList<>();
    for (int person = 0; person < lives.size(); person++) {
      PersonSequence life = lives.get(person);
      encoded.add(life);
      for (int[] order : orders(life, explained.get(person), random)) {
        SHARES.forEach(share -> encoded.add(deleted(life, order, share)));
      }
    }
    double[] logits =
        encoder.encode(encoded).stream()
            .map(Encoding::logits)
            .mapToDouble(each -> each[outcome])
            .toArray();
    int rows = AttributionMethod.values().length + orders;
    int each = 1 + rows * SHARES.size();
    return IntStream.range(0, lives.size())
        .mapToObj(
            person -> together(Arrays.copyOfRange(logits, person * each, (person + 1) * each)))
        .toList();
  }

  /** Of one person: the whole life's logit, then those of each order by share. */
  private double[][] together(double[] logits) {
    int methods = AttributionMethod.values().length;
    double[][] drops = new double[methods + 1][SHARES.size()];
    for (int row = 0; row < methods + orders; row++) {
      for (int i = 0; i < SHARES.size(); i++) {
        double drop = logits[0] - logits[1 + row * SHARES.size() + i];
        drops[Math.min(row, methods)][i] += row < methods ? drop : drop / orders;
      }
    }
    return drops;
  }

  /** Positions to delete, first to last: by each method, then at random. */
  private List<int[]> orders(
      PersonSequence life, Explanation explanation, SplittableRandom random) {
    int[] content = ContentPositions.of(life);
    List<int[]> all = new ArrayList<>();
    for (AttributionMethod method : AttributionMethod.values()) {
      all.add(byAttribution(content, method.of(explanation)));
    }
    for (int i = 0; i < orders; i++) {
      double[] draws = random.doubles(life.length()).toArray();
      all.add(byAttribution(content, draws));
    }
    return all;
  }

  private static int[] byAttribution(int[] content, double[] numbers) {
    return Arrays.stream(content)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer at) -> -numbers[at]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static PersonSequence deleted(PersonSequence life, int[] order, double share) {
    boolean[] left = new boolean[life.length()];
    long tokens = Math.max(1, Math.round(share * order.length));
    Arrays.stream(order).limit(tokens).forEach(at -> left[at] = true);
    return ContentPositions.without(life, left);
  }
}
