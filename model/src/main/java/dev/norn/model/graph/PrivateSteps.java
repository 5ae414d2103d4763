package dev.norn.model.graph;

/**
 * Steps of differentially private training (Abadi et al. 2016): people are drawn by chance, the
 * gradient of each is clipped, and noise is added to their sum.
 *
 * @param clippingNorm longest gradient of one person over all weights together
 * @param noiseMultiplier standard deviation of the noise in each weight's sum ÷ clipping norm
 * @param samplingRate with which a person is drawn in a step, apart from all others
 * @param people who may be drawn. The sum is divided by the number expected, which follows from
 *     this, and not by the number drawn, which would tell of it
 */
public record PrivateSteps(
    double clippingNorm, double noiseMultiplier, double samplingRate, long people) {

  public PrivateSteps {
    if (!(clippingNorm > 0) || !(noiseMultiplier > 0)) {
      throw new IllegalArgumentException(
          "[private training] expected a positive clipping norm and noise multiplier; found %s, %s"
              .formatted(clippingNorm, noiseMultiplier));
    }
    if (!(samplingRate > 0 && samplingRate <= 1) || people < 1) {
      throw new IllegalArgumentException(
          ("[private training] expected a sampling rate above 0 and at most 1, and people; found"
                  + " %s, %d")
              .formatted(samplingRate, people));
    }
  }

  /** People of a step, in the mean. */
  double expectedPeople() {
    return samplingRate * people;
  }

  /** As many as draw everybody once, in the mean. */
  public long stepsOfAnEpoch() {
    return (long) Math.ceil(1 / samplingRate);
  }
}
