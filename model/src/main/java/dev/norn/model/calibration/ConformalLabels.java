package dev.norn.model.calibration;

/**
 * Split conformal prediction, each label by itself (Vovk, Gammerman and Shafer 2005, section 4.5):
 * the labels that are not implausible at a logit. Of new people who are like those it was
 * calibrated on, at most a stated share of those with the outcome, and of those without, have their
 * own label missing from the set. People of one bin of logits count as no more plausible than each
 * other, which errs to the safe side.
 */
final class ConformalLabels {

  private final boolean[] positivePlausible;
  private final boolean[] negativePlausible;

  /**
   * @param risk largest share of people, with and without the outcome, whose own label is missing
   */
  ConformalLabels(LogitCounts counts, double risk) {
    int bins = counts.bins();
    positivePlausible = new boolean[bins];
    negativePlausible = new boolean[bins];
    int allPositives = 0;
    int allNegatives = 0;
    for (int bin = 0; bin < bins; bin++) {
      allPositives += counts.positives().get(bin);
      allNegatives += counts.negatives(bin);
    }
    int positives = 0;
    int negativesBelow = 0;
    for (int bin = 0; bin < bins; bin++) {
      positives += counts.positives().get(bin);
      positivePlausible[bin] = (positives + 1.0) / (allPositives + 1) > risk;
      negativePlausible[bin] = (allNegatives - negativesBelow + 1.0) / (allNegatives + 1) > risk;
      negativesBelow += counts.negatives(bin);
    }
  }

  boolean isPositivePlausible(int bin) {
    return positivePlausible[bin];
  }

  boolean isNegativePlausible(int bin) {
    return negativePlausible[bin];
  }
}
