package dev.norn.model.evaluation;

import dev.norn.model.baseline.CountRegression;
import dev.norn.model.corpus.CorpusExample;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@link CountRegression}: of all baselines the one that a model should be asked to beat first. */
public final class LogisticRegressionBaseline implements Baseline {

  private final CountRegression regression;

  private LogisticRegressionBaseline(CountRegression regression) {
    this.regression = regression;
  }

  /**
   * @param validation may hold nobody
   */
  static LogisticRegressionBaseline fit(LabelledExamples train, LabelledExamples validation) {
    int[] most = {0};
    train.forEach(
        example ->
            most[0] =
                Math.max(most[0], Arrays.stream(example.sequence().tokens()).max().orElse(0)));
    return new LogisticRegressionBaseline(
        CountRegression.fit(most[0] + 1, labelled(train), labelled(validation)));
  }

  private static Supplier<Stream<CountRegression.Labelled>> labelled(LabelledExamples examples) {
    return () ->
        examples
            .known()
            .map(e -> new CountRegression.Labelled(e.sequence(), examples.isPositive(e)));
  }

  @Override
  public String title() {
    return "logistic regression (token counts, recency, age)";
  }

  @Override
  public double probability(CorpusExample example) {
    return LogisticFit.sigmoid(regression.logit(example.sequence()));
  }
}
