package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An outcome of counts on the test split, by how many and not only by whether there was any.
 *
 * @param people followed to the end of the horizon
 * @param unknown people left out because they were not; null where held back
 * @param mean observed count
 * @param baselines on the same people
 */
public record CountEvaluation(
    String outcome,
    int people,
    Integer unknown,
    double mean,
    AnswerFigures<CountMetric> model,
    List<AnswerFigures<CountMetric>> baselines) {

  public CountEvaluation {
    baselines = List.copyOf(baselines);
  }

  /**
   * @param expected the model's count of each test person, unknown ones included, in the order of
   *     the split
   * @param bootstrap draws from everybody
   * @param seed of the boosted trees
   */
  public static CountEvaluation of(
      String outcome,
      SplitExamples splits,
      double[] expected,
      StratifiedBootstrap bootstrap,
      Set<Integer> sexTokens,
      long seed) {
    AnsweredPeople test = AnsweredPeople.of(outcome, splits.test());
    AnsweredPeople train = AnsweredPeople.of(outcome, splits.train());
    AgeSexMeans means = AgeSexMeans.ofCounts(train, sexTokens);
    GrownTrees trees =
        GrownTrees.fit(
            BoostedTrees.Task.COUNT, train, AnsweredPeople.of(outcome, splits.validation()), seed);
    Map<String, double[]> baselines = new LinkedHashMap<>();
    baselines.put(GrownTrees.TITLE, first(Arrays.stream(trees.predict(test.people()))));
    baselines.put("mean count (age × sex)", first(test.people().stream().map(means::of)));
    baselines.put("mean count", first(test.people().stream().map(p -> means.everybody())));
    AnswerComparison<CountMetric> compared =
        AnswerComparison.of(
            CountMetric.values(),
            IntStream.of(test.rows()).mapToDouble(row -> expected[row]).toArray(),
            baselines,
            counts -> resample(bootstrap, test.answers(), counts));
    double mean = IntStream.of(test.answers()).average().orElse(Double.NaN);
    return new CountEvaluation(
        outcome, test.size(), test.unknown(), mean, compared.model(), compared.baselines());
  }

  private static double[] first(Stream<double[]> rows) {
    return rows.mapToDouble(row -> row[0]).toArray();
  }

  private static Resamples resample(
      StratifiedBootstrap bootstrap, int[] observed, double[] expected) {
    // One group: to hold each count's share would hide how uncertain the mean is.
    return bootstrap.resample(
        new int[observed.length],
        times ->
            Arrays.stream(CountMetric.values())
                .mapToDouble(metric -> metric.of(observed, expected, times))
                .toArray());
  }
}
