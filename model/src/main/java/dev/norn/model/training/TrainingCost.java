package dev.norn.model.training;

/**
 * What a whole run of a stage would take, from the steps of its beginning; validation comes on top.
 *
 * @param steps that were timed
 * @param tokensPerSecond real positions over time
 * @param stepsPerEpoch of the plan
 * @param epochs of the plan
 */
public record TrainingCost(
    String stage,
    long steps,
    double tokensPerSecond,
    double secondsPerStep,
    long stepsPerEpoch,
    int epochs) {

  /** What life2vec was pre-trained on: 30 epochs of 24,000 documents (Savcisens et al. 2024). */
  public static final long PAPER_DOCUMENTS = 720_000;

  public double secondsPerEpoch() {
    return secondsPerStep * stepsPerEpoch;
  }

  public double secondsOfRun() {
    return secondsPerEpoch() * epochs;
  }

  /**
   * As many documents as in the paper.
   *
   * @param tokensPerDocument real positions
   */
  public double secondsOfPaper(double tokensPerDocument) {
    return PAPER_DOCUMENTS * tokensPerDocument / tokensPerSecond;
  }
}
