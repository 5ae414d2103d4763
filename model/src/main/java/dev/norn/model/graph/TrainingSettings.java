package dev.norn.model.graph;

/**
 * How to train; with the specification, the weights at the start and the examples it decides the
 * result.
 *
 * @param epochs at most
 * @param batchPositions most positions of a batch, padding included
 * @param peakRate highest learning rate
 * @param warmUp share of the steps in which the learning rate rises
 * @param weightDecay per step and learning rate, on matrices
 * @param clipNorm longest gradient, over all weights together
 * @param patience epochs without a better validation loss after which training ends
 * @param seed of weights, masks, batches and dropout
 */
public record TrainingSettings(
    int epochs,
    int batchPositions,
    double peakRate,
    double warmUp,
    double weightDecay,
    double clipNorm,
    int patience,
    long seed) {

  public TrainingSettings {
    if (epochs < 1 || batchPositions < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "[training] epochs, batchPositions and patience must be at least 1; found %d, %d, %d"
              .formatted(epochs, batchPositions, patience));
    }
    if (!(peakRate > 0)
        || !(warmUp >= 0 && warmUp <= 1)
        || !(weightDecay >= 0)
        || !(clipNorm > 0)) {
      throw new IllegalArgumentException(
          ("[training] peakRate and clipNorm must be positive, warmUp from 0 to 1, weightDecay not"
                  + " negative; found %s, %s, %s, %s")
              .formatted(peakRate, clipNorm, warmUp, weightDecay));
    }
  }

  /** 32 sequences of 256 positions a batch, a tenth of the steps to warm up. */
  public static TrainingSettings of(int epochs, double peakRate, long seed) {
    return new TrainingSettings(epochs, 32 * 256, peakRate, 0.1, 0.01, 1.0, 3, seed);
  }

  public TrainingSettings withEpochs(int other) {
    return new TrainingSettings(
        other, batchPositions, peakRate, warmUp, weightDecay, clipNorm, patience, seed);
  }

  public TrainingSettings withBatchPositions(int other) {
    return new TrainingSettings(
        epochs, other, peakRate, warmUp, weightDecay, clipNorm, patience, seed);
  }

  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(
        epochs, batchPositions, peakRate, warmUp, weightDecay, clipNorm, patience, other);
  }
}
