package dev.norn.model.training;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.PlattCalibration;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.List;

/** The logits of one outcome where its label is known: two numbers a person. */
final class LabelledLogits {

  private final String outcome;
  private final List<Float> logits = new ArrayList<>();
  private final List<Boolean> labels = new ArrayList<>();

  LabelledLogits(String outcome) {
    this.outcome = outcome;
  }

  void add(CorpusExample example, float logit) {
    OutcomeLabel label = example.label(outcome);
    if (label != OutcomeLabel.UNKNOWN) {
      logits.add(logit);
      labels.add(label == OutcomeLabel.POSITIVE);
    }
  }

  PlattCalibration fit() {
    boolean[] positive = new boolean[labels.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = labels.get(i);
    }
    return PlattCalibration.fitOrIdentity(
        logits.stream().mapToDouble(Float::doubleValue).toArray(), positive);
  }
}
