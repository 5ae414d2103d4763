package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The people of one split whose label for one outcome is known.
 *
 * @param source opens the split anew at each call; streams are closed here
 */
public record LabelledExamples(String outcome, Supplier<Stream<CorpusExample>> source) {

  private static final int SCORED_TOGETHER = 4_096;

  public void forEach(Consumer<CorpusExample> action) {
    try (Stream<CorpusExample> examples = known()) {
      examples.forEachOrdered(action);
    }
  }

  /** In the split's order; the caller closes the stream. */
  Stream<CorpusExample> known() {
    return source.get().filter(example -> example.label(outcome) != OutcomeLabel.UNKNOWN);
  }

  public boolean isPositive(CorpusExample example) {
    return example.label(outcome) == OutcomeLabel.POSITIVE;
  }

  /** The same people, with 1 for the positive. */
  AnsweredPeople answered() {
    List<CorpusExample> people = new ArrayList<>();
    forEach(people::add);
    int[] answers = people.stream().mapToInt(person -> isPositive(person) ? 1 : 0).toArray();
    return new AnsweredPeople(IntStream.range(0, answers.length).toArray(), people, answers, 0);
  }

  /** In the split's order. */
  boolean[] labels() {
    List<Boolean> labels = new ArrayList<>();
    forEach(example -> labels.add(isPositive(example)));
    boolean[] positive = new boolean[labels.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = labels.get(i);
    }
    return positive;
  }

  /** In the split's order. */
  double[] values(ToDoubleFunction<CorpusExample> of) {
    List<Double> values = new ArrayList<>();
    forEach(example -> values.add(of.applyAsDouble(example)));
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Share of positives. */
  double baseRate() {
    double[] labels = values(example -> isPositive(example) ? 1 : 0);
    return Arrays.stream(labels).average().orElse(Double.NaN);
  }

  Scores scores(Baseline baseline) {
    DoubleStream.Builder scored = DoubleStream.builder();
    List<CorpusExample> waiting = new ArrayList<>();
    forEach(
        example -> {
          waiting.add(example);
          if (waiting.size() == SCORED_TOGETHER) {
            Arrays.stream(baseline.probabilities(waiting)).forEach(scored);
            waiting.clear();
          }
        });
    Arrays.stream(baseline.probabilities(waiting)).forEach(scored);
    return new Scores(scored.build().toArray(), labels());
  }
}
