package dev.norn.model.training;

import dev.norn.model.baseline.CountRegression;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.PlattCalibration;
import dev.norn.model.evaluation.StackedLogits;
import dev.norn.outcome.OutcomeLabel;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The logits of one outcome where its label is known: three numbers a person. */
final class LabelledLogits {

  private final String outcome;
  private final CountRegression regression;
  private final DoubleStream.Builder encoder = DoubleStream.builder();
  private final DoubleStream.Builder counts = DoubleStream.builder();
  private final DoubleStream.Builder labels = DoubleStream.builder();

  /**
   * @param regression to be stacked with the encoder; null for none
   */
  LabelledLogits(String outcome, CountRegression regression) {
    this.outcome = outcome;
    this.regression = regression;
  }

  void add(CorpusExample example, float logit) {
    OutcomeLabel label = example.label(outcome);
    if (label != OutcomeLabel.UNKNOWN) {
      encoder.add(logit);
      counts.add(regression == null ? 0 : regression.logit(example.sequence()));
      labels.add(label == OutcomeLabel.POSITIVE ? 1 : 0);
    }
  }

  /** Of all that were added; nothing can be added afterwards. */
  Calibrated fit() {
    double[] logits = encoder.build().toArray();
    double[] regressed = counts.build().toArray();
    double[] given = labels.build().toArray();
    boolean[] positive = new boolean[given.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = given[i] > 0;
    }
    Optional<StackedLogits> stacking =
        regression == null ? Optional.empty() : StackedLogits.fit(logits, regressed, positive);
    if (stacking.isPresent()) {
      for (int i = 0; i < logits.length; i++) {
        logits[i] = stacking.get().of(logits[i], regressed[i]);
      }
    }
    return new Calibrated(stacking, PlattCalibration.fitOrIdentity(logits, positive));
  }

  /**
   * @param stacking empty where the encoder stands alone
   * @param calibration of what the model then gives
   */
  record Calibrated(Optional<StackedLogits> stacking, PlattCalibration calibration) {}
}
