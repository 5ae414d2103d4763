package dev.norn.model.evaluation;

import dev.norn.model.baseline.GruNetwork;
import dev.norn.model.corpus.CorpusExample;
import java.util.List;

/**
 * Gated recurrent units over the same tokens, calibrated on the validation split as the model is:
 * life2vec's own strongest baseline. Better asked of many people at once.
 */
public final class GruBaseline implements Baseline {

  private final GruNetwork network;
  private final int outcome;
  private final PlattCalibration calibration;

  GruBaseline(GruNetwork network, int outcome, PlattCalibration calibration) {
    this.network = network;
    this.outcome = outcome;
    this.calibration = calibration;
  }

  @Override
  public String title() {
    return "GRU (newest " + GruNetwork.MOST_STEPS + " positions)";
  }

  @Override
  public double probability(CorpusExample example) {
    return probabilities(List.of(example))[0];
  }

  @Override
  public double[] probabilities(List<CorpusExample> examples) {
    float[][] logits = network.logits(examples.stream().map(CorpusExample::sequence).toList());
    double[] probabilities = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] =
          LogisticFit.sigmoid(calibration.intercept() + calibration.slope() * logits[i][outcome]);
    }
    return probabilities;
  }
}
