package dev.norn.model.evaluation;

import dev.norn.model.baseline.Bigram;
import dev.norn.model.baseline.NextTokens;
import dev.norn.model.corpus.CorpusExample;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which class the next event is, on the test split.
 *
 * @param people of whom it is known, those without a next event included
 * @param unknown people left out because it is not; null where held back
 * @param classes in the order of the model's probabilities, which end with none
 * @param counts people by class, those without a next event last
 * @param baselines on the same people
 */
public record NextEventEvaluation(
    String outcome,
    int people,
    Integer unknown,
    List<String> classes,
    List<Integer> counts,
    AnswerFigures<NextEventMetric> model,
    List<AnswerFigures<NextEventMetric>> baselines) {

  public NextEventEvaluation {
    classes = List.copyOf(classes);
    counts = List.copyOf(counts);
    baselines = List.copyOf(baselines);
  }

  /**
   * @param probabilities the model's, of the classes and of none, of each test person, unknown ones
   *     included, in the order of the split
   * @param bootstrap draws from everybody
   * @param seed of the boosted trees
   */
  public static NextEventEvaluation of(
      String outcome,
      List<String> classes,
      SplitExamples splits,
      double[][] probabilities,
      StratifiedBootstrap bootstrap,
      Set<Integer> sexTokens,
      long seed) {
    AnsweredPeople test = AnsweredPeople.of(outcome, splits.test());
    AnsweredPeople train = AnsweredPeople.of(outcome, splits.train());
    AnsweredPeople validation = AnsweredPeople.of(outcome, splits.validation());
    int choices = classes.size() + 1;
    AgeSexMeans shares = AgeSexMeans.ofClasses(train, choices, sexTokens);
    Bigram bigram = bigram(train, choices);
    Map<String, double[][]> baselines = new LinkedHashMap<>();
    baselines.put(
        GrownTrees.TITLE,
        GrownTrees.fit(BoostedTrees.Task.ofClasses(choices), train, validation, seed)
            .predict(test.people()));
    baselines.put(bigram.title(), each(test, person -> next(bigram, person, choices)));
    baselines.put("shares of classes (age × sex)", each(test, shares::of));
    baselines.put("shares of classes", each(test, person -> shares.everybody()));
    AnswerComparison<NextEventMetric> compared =
        AnswerComparison.of(
            NextEventMetric.values(),
            IntStream.of(test.rows()).mapToObj(r -> probabilities[r]).toArray(double[][]::new),
            baselines,
            answers -> resample(bootstrap, test.answers(), answers));
    return new NextEventEvaluation(
        outcome,
        test.size(),
        test.unknown(),
        classes,
        counts(test, choices),
        compared.model(),
        compared.baselines());
  }

  private static Bigram bigram(AnsweredPeople train, int choices) {
    return Bigram.of(
        choices,
        transitions -> {
          for (int i = 0; i < train.size(); i++) {
            transitions.at(
                NextTokens.contextAtEnd(train.people().get(i).sequence()), train.answers()[i]);
          }
        });
  }

  private static double[] next(Bigram bigram, CorpusExample person, int choices) {
    int context = NextTokens.contextAtEnd(person.sequence());
    return IntStream.range(0, choices).mapToDouble(c -> bigram.probability(context, c)).toArray();
  }

  private static double[][] each(AnsweredPeople test, Function<CorpusExample, double[]> of) {
    return test.people().stream().map(of).toArray(double[][]::new);
  }

  private static List<Integer> counts(AnsweredPeople test, int choices) {
    int[] counts = new int[choices];
    IntStream.of(test.answers()).forEach(answer -> counts[answer]++);
    return IntStream.of(counts).boxed().toList();
  }

  private static Resamples resample(
      StratifiedBootstrap bootstrap, int[] observed, double[][] probabilities) {
    double[][] byMetric =
        Arrays.stream(NextEventMetric.values())
            .map(
                metric ->
                    IntStream.range(0, observed.length)
                        .mapToDouble(row -> metric.of(observed[row], probabilities[row]))
                        .toArray())
            .toArray(double[][]::new);
    return bootstrap.resample(
        new int[observed.length],
        times ->
            Arrays.stream(byMetric)
                .mapToDouble(each -> NextEventMetric.mean(each, times))
                .toArray());
  }
}
