package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * The paper's corrected figures for one assumed share of hidden positives, with intervals. Alpha 0
 * is the uncorrected figure.
 *
 * @param alpha share of positives assumed among people labelled negative
 * @param possible false where the corrected false-positive rate is below 0: more hidden positives
 *     would have to be among the flagged negatives than there are flagged negatives. The corrected
 *     figures mean nothing then
 * @param f1 C-F1
 * @param balancedAccuracy C-BAcc
 * @param matthews C-MCC
 * @param areaUnderLift AUL, which sets positives against everybody and so is the same for every
 *     alpha
 * @param impliedAuroc the area under the ROC curve that this AUL means when so many are hidden:
 *     {@code (AUL - c/2) / (1 - c)} with c the corrected share of positives
 */
public record AlphaPoint(
    double alpha,
    boolean possible,
    Interval f1,
    Interval balancedAccuracy,
    Interval matthews,
    Interval areaUnderLift,
    Interval impliedAuroc) {

  private static final int STEPS = 20;
  private static final double HIGHEST = 0.1;
  private static final int FIGURES = 5;

  /**
   * From alpha 0 to 0.1 in steps of 0.005; empty when the threshold flags everybody or nobody.
   *
   * @param threshold people at or above it are flagged
   */
  static List<AlphaPoint> curve(StratifiedBootstrap bootstrap, Scores scores, double threshold) {
    ThresholdCounts at = new ThresholdCounts(scores, new double[] {threshold});
    ConfusionCounts counts = at.of(scores.everybody())[0];
    if (counts.flagged() == 0 || counts.flagged() == counts.people()) {
      return List.of();
    }
    Resamples resamples =
        bootstrap.resample(
            scores,
            (strata, everybody) ->
                values(
                    at.of(strata)[0],
                    at.of(everybody)[0],
                    Ranking.areaUnderLift(scores, everybody)));
    List<AlphaPoint> curve = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      int place = FIGURES * step;
      curve.add(
          new AlphaPoint(
              alpha(step),
              CorrectedMetrics.of(counts, alpha(step)).falsePositiveRate() >= 0,
              resamples.interval(place),
              resamples.interval(place + 1),
              resamples.interval(place + 2),
              resamples.interval(place + 3),
              resamples.interval(place + 4)));
    }
    return curve;
  }

  private static double alpha(int step) {
    return HIGHEST * step / STEPS;
  }

  private static double[] values(
      ConfusionCounts strata, ConfusionCounts everybody, double areaUnderLift) {
    double[] values = new double[FIGURES * (STEPS + 1)];
    for (int step = 0; step <= STEPS; step++) {
      CorrectedMetrics corrected = CorrectedMetrics.of(everybody, alpha(step));
      double share = corrected.positiveShare();
      values[FIGURES * step] = corrected.f1();
      values[FIGURES * step + 1] = CorrectedMetrics.of(strata, alpha(step)).balancedAccuracy();
      values[FIGURES * step + 2] = corrected.matthews();
      values[FIGURES * step + 3] = areaUnderLift;
      values[FIGURES * step + 4] = (areaUnderLift - share / 2) / (1 - share);
    }
    return values;
  }
}
