package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An ordinal outcome on the test split, by class and not only by the middle of the order.
 *
 * @param people with a known class
 * @param unknown people left out because theirs is not; null where held back
 * @param classes lowest first
 * @param baselines on the same people
 */
public record OrdinalEvaluation(
    String outcome,
    int people,
    Integer unknown,
    List<String> classes,
    AnswerFigures<OrdinalMetric> model,
    List<AnswerFigures<OrdinalMetric>> baselines) {

  public OrdinalEvaluation {
    classes = List.copyOf(classes);
    baselines = List.copyOf(baselines);
  }

  /**
   * @param predicted the model's class of each test person, unknown ones included, in the order of
   *     the split
   * @param bootstrap resamples within each observed class
   */
  public static OrdinalEvaluation of(
      String outcome,
      List<String> classes,
      SplitExamples splits,
      int[] predicted,
      StratifiedBootstrap bootstrap,
      Set<Integer> sexTokens) {
    AnsweredPeople test = AnsweredPeople.of(outcome, splits.test());
    AnsweredPeople train = AnsweredPeople.of(outcome, splits.train());
    int count = classes.size();
    AgeSexMeans shares = AgeSexMeans.ofClasses(train, count, sexTokens);
    Map<String, int[]> baselines = new LinkedHashMap<>();
    baselines.put(
        "most frequent class (age × sex)",
        test.people().stream().mapToInt(person -> most(shares.of(person))).toArray());
    baselines.put(
        "most frequent class",
        test.people().stream().mapToInt(person -> most(shares.everybody())).toArray());
    AnswerComparison<OrdinalMetric> compared =
        AnswerComparison.of(
            OrdinalMetric.values(),
            IntStream.of(test.rows()).map(row -> predicted[row]).toArray(),
            baselines,
            answers -> resample(bootstrap, count, test.answers(), answers));
    return new OrdinalEvaluation(
        outcome, test.size(), test.unknown(), classes, compared.model(), compared.baselines());
  }

  private static int most(double[] shares) {
    int most = 0;
    for (int i = 1; i < shares.length; i++) {
      most = shares[i] > shares[most] ? i : most;
    }
    return most;
  }

  private static Resamples resample(
      StratifiedBootstrap bootstrap, int classes, int[] observed, int[] predicted) {
    return bootstrap.resample(
        observed,
        counts -> {
          double[][] confusion = new double[classes][classes];
          for (int row = 0; row < observed.length; row++) {
            confusion[observed[row]][predicted[row]] += counts[row];
          }
          return Arrays.stream(OrdinalMetric.values())
              .mapToDouble(metric -> metric.of(confusion))
              .toArray();
        });
  }
}
