package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.Arrays;

/**
 * Logistic regression on log(1 + the person's own number of events), as far as the sequence holds
 * them: what merely being seen often by the registers says. The training base rate for everybody
 * where the number says nothing that can be fitted.
 */
public final class EventRateBaseline implements Baseline {

  private final double intercept;
  private final double slope;

  private EventRateBaseline(double intercept, double slope) {
    this.intercept = intercept;
    this.slope = slope;
  }

  static EventRateBaseline fit(LabelledExamples train) {
    double[] x = train.values(EventRateBaseline::input);
    boolean[] y = train.labels();
    int[] once = new int[x.length];
    Arrays.fill(once, 1);
    LogisticFit fit = LogisticFit.fit(x, y, once);
    return fit.converged()
        ? new EventRateBaseline(fit.intercept(), fit.slope())
        : new EventRateBaseline(ProbabilityError.logit(train.baseRate()), 0);
  }

  @Override
  public String title() {
    return "own event rate";
  }

  @Override
  public double probability(CorpusExample example) {
    return LogisticFit.sigmoid(intercept + slope * input(example));
  }

  private static double input(CorpusExample example) {
    return Math.log1p(SequenceCounts.events(example.sequence()));
  }
}
