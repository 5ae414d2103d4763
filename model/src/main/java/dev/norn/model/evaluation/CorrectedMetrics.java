package dev.norn.model.evaluation;

/**
 * Threshold metrics corrected for positives that hide among the unlabelled (Ramola et al. 2019, as
 * used by life2vec, Savcisens et al. 2024). The correction can raise a figure, so it is never shown
 * without the uncorrected one (alpha 0).
 *
 * @param alpha share of positives assumed among people labelled negative
 * @param recall corrected
 * @param falsePositiveRate corrected
 * @param positiveShare corrected
 * @param f1 C-F1
 * @param balancedAccuracy C-BAcc
 * @param matthews C-MCC
 */
public record CorrectedMetrics(
    double alpha,
    double recall,
    double falsePositiveRate,
    double positiveShare,
    double f1,
    double balancedAccuracy,
    double matthews) {

  /** With every labelled positive taken for a true one. */
  public static CorrectedMetrics of(ConfusionCounts counts, double alpha) {
    return of(counts, alpha, 1);
  }

  /**
   * @param beta share of true positives among people labelled positive; above alpha, at most 1
   */
  public static CorrectedMetrics of(ConfusionCounts counts, double alpha, double beta) {
    if (!(alpha >= 0 && alpha < beta && beta <= 1)) {
      throw new IllegalArgumentException(
          "[corrected metrics] 0 <= alpha < beta <= 1 is needed, got alpha "
              + alpha
              + ", beta "
              + beta);
    }
    double gamma = counts.recall();
    double nu = counts.falsePositiveRate();
    double labelled = (double) (counts.truePositives() + counts.falseNegatives()) / counts.people();
    double flagged = (double) counts.flagged() / counts.people();
    double recall = ((1 - alpha) * gamma - (1 - beta) * nu) / (beta - alpha);
    double falsePositiveRate = (beta * nu - alpha * gamma) / (beta - alpha);
    double share = labelled * beta + (1 - labelled) * alpha;
    double spread = Math.sqrt(share * (1 - share) / (flagged * (1 - flagged)));
    return new CorrectedMetrics(
        alpha,
        recall,
        falsePositiveRate,
        share,
        2 * share * recall / (share + flagged),
        (1 + recall - falsePositiveRate) / 2,
        spread * (recall - falsePositiveRate));
  }
}
