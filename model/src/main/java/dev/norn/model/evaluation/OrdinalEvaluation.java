package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An ordinal outcome on the test split, by class and not only by the middle of the order.
 *
 * @param people with a known class
 * @param unknown people left out because theirs is not
 * @param classes lowest first
 * @param baselines on the same people
 */
public record OrdinalEvaluation(
    String outcome,
    int people,
    int unknown,
    List<String> classes,
    OrdinalFigures model,
    List<OrdinalFigures> baselines) {

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
    List<CorpusExample> test = all(splits.test().get());
    int[] rows =
        IntStream.range(0, test.size())
            .filter(row -> test.get(row).classes().containsKey(outcome))
            .toArray();
    int[] observed = Arrays.stream(rows).map(r -> test.get(r).classes().get(outcome)).toArray();
    int count = classes.size();
    Resamples model =
        resample(bootstrap, count, observed, Arrays.stream(rows).map(r -> predicted[r]).toArray());
    List<OrdinalFigures> baselines = new ArrayList<>();
    for (Set<Integer> tokens : List.of(sexTokens, Set.<Integer>of())) {
      ClassTableBaseline table =
          ClassTableBaseline.fit(outcome, count, splits.train(), tokens, tokens == sexTokens);
      ToIntFunction<CorpusExample> predict = table::predict;
      Resamples own =
          resample(
              bootstrap,
              count,
              observed,
              Arrays.stream(rows).map(row -> predict.applyAsInt(test.get(row))).toArray());
      baselines.add(
          new OrdinalFigures(
              table.title(),
              OrdinalFigures.intervals(own),
              OrdinalFigures.intervals(model.minus(own))));
    }
    return new OrdinalEvaluation(
        outcome,
        rows.length,
        test.size() - rows.length,
        classes,
        new OrdinalFigures("model", OrdinalFigures.intervals(model), Map.of()),
        baselines);
  }

  private static List<CorpusExample> all(Stream<CorpusExample> examples) {
    try (examples) {
      return examples.toList();
    }
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
