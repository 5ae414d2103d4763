package dev.norn.model.graph;

/**
 * How to train; with the specification, the weights at the start and the examples it decides the
 * result, but for the saves.
 *
 * @param epochs at most
 * @param epochExamples of an epoch, at most, drawn anew for each; 0 for all
 * @param patience epochs without a better {@link TrainingLog.Epoch#criterion criterion} after which
 *     training ends
 * @param minDelta fall of the criterion that counts as better for patience; the best epoch is kept
 *     however small its lead
 * @param held what validation reads
 * @param privacy null where training is not differentially private; else people are drawn by it,
 *     and nothing of {@code batching} counts but what validation reads
 * @param precision of the encoder's products; null, as before there was a choice, is single
 * @param seed of weights, masks, batches and dropout
 */
public record TrainingSettings(
    int epochs,
    long epochExamples,
    Batching batching,
    Optimiser optimiser,
    int patience,
    double minDelta,
    Held held,
    Saves saves,
    PrivateSteps privacy,
    Precision precision,
    long seed) {

  /**
   * When a model checkpoint is written besides after every epoch; whichever comes first.
   *
   * @param steps since the last; 0 for never
   * @param seconds since the last; 0 for never
   */
  public record Saves(long steps, long seconds) {

    public static final Saves AFTER_EPOCHS = new Saves(0, 0);

    /** Little is lost, and little time spent on writing. */
    public static final Saves EVERY_TEN_MINUTES = new Saves(0, 600);

    public Saves {
      if (steps < 0 || seconds < 0) {
        throw new IllegalArgumentException(
            "[saves] must not be negative; found %d steps, %d seconds".formatted(steps, seconds));
      }
    }

    boolean due(long stepsSince, double secondsSince) {
      return steps > 0 && stepsSince >= steps || seconds > 0 && secondsSince >= seconds;
    }
  }

  /**
   * What of the validation split is read, and when.
   *
   * @param examples at most, the same each time; 0 for all
   * @param everyEpochs epochs from one validation to the next; the last epoch always has one
   */
  public record Held(long examples, int everyEpochs) {

    public static final Held ALL = new Held(0, 1);

    public Held {
      if (examples < 0 || everyEpochs < 1) {
        throw new IllegalArgumentException(
            ("[validation] examples must not be negative, epochs between validations at least 1;"
                    + " found %d, %d")
                .formatted(examples, everyEpochs));
      }
    }
  }

  public TrainingSettings {
    if (epochs < 1 || epochExamples < 0 || patience < 1 || !(minDelta >= 0)) {
      throw new IllegalArgumentException(
          ("[training] epochs and patience must be at least 1, epochExamples and minDelta not"
                  + " negative; found %d, %d, %d, %s")
              .formatted(epochs, patience, epochExamples, minDelta));
    }
    precision = precision == null ? Precision.FLOAT32 : precision;
  }

  /** 32 sequences of 256 positions a batch, all at once, AdamW. */
  public static TrainingSettings of(int epochs, double peakRate, long seed) {
    int positions = 32 * 256;
    return new TrainingSettings(
        epochs,
        0,
        new Batching(positions, positions, Batching.BUFFER, Batching.LENGTHS),
        Optimiser.adamW(peakRate),
        3,
        0,
        Held.ALL,
        Saves.EVERY_TEN_MINUTES,
        null,
        Precision.FLOAT32,
        seed);
  }

  public TrainingSettings withEpochs(int other) {
    return new TrainingSettings(
        other,
        epochExamples,
        batching,
        optimiser,
        patience,
        minDelta,
        held,
        saves,
        privacy,
        precision,
        seed);
  }

  /**
   * @param examples of an epoch, at most; 0 for all
   */
  public TrainingSettings withEpochExamples(long examples) {
    return new TrainingSettings(
        epochs, examples, batching, optimiser, patience, minDelta, held, saves, privacy, precision,
        seed);
  }

  /** Computed all at once. */
  public TrainingSettings withBatchPositions(int other) {
    return withBatching(
        new Batching(other, other, batching.bufferPositions(), batching.paddedLengths()));
  }

  public TrainingSettings withMemoryPositions(int other) {
    return withBatching(
        new Batching(
            batching.positions(),
            batching.sequences(),
            other,
            batching.bufferPositions(),
            batching.paddedLengths()));
  }

  public TrainingSettings withBatching(Batching other) {
    return new TrainingSettings(
        epochs,
        epochExamples,
        other,
        optimiser,
        patience,
        minDelta,
        held,
        saves,
        privacy,
        precision,
        seed);
  }

  public TrainingSettings withOptimiser(Optimiser other) {
    return new TrainingSettings(
        epochs,
        epochExamples,
        batching,
        other,
        patience,
        minDelta,
        held,
        saves,
        privacy,
        precision,
        seed);
  }

  public TrainingSettings withPatience(int epochsWithoutBetter, double leastFall) {
    return new TrainingSettings(
        epochs,
        epochExamples,
        batching,
        optimiser,
        epochsWithoutBetter,
        leastFall,
        held,
        saves,
        privacy,
        precision,
        seed);
  }

  public TrainingSettings withHeld(Held other) {
    return new TrainingSettings(
        epochs,
        epochExamples,
        batching,
        optimiser,
        patience,
        minDelta,
        other,
        saves,
        privacy,
        precision,
        seed);
  }

  public TrainingSettings withSaves(Saves other) {
    return new TrainingSettings(
        epochs,
        epochExamples,
        batching,
        optimiser,
        patience,
        minDelta,
        held,
        other,
        privacy,
        precision,
        seed);
  }

  /** Differentially private, to the last epoch: its privacy is spent whether or not it is taken. */
  public TrainingSettings withPrivacy(PrivateSteps steps) {
    return new TrainingSettings(
        epochs,
        epochExamples,
        batching,
        optimiser,
        epochs,
        minDelta,
        held,
        saves,
        steps,
        precision,
        seed);
  }

  public TrainingSettings withPrecision(Precision other) {
    return new TrainingSettings(
        epochs,
        epochExamples,
        batching,
        optimiser,
        patience,
        minDelta,
        held,
        saves,
        privacy,
        other,
        seed);
  }

  /**
   * @param epoch from 1
   */
  boolean validatesAfter(int epoch) {
    return epoch % held.everyEpochs() == 0 || epoch == epochs;
  }

  /** Whether the two lead to the same model. */
  boolean trainsAs(TrainingSettings other) {
    return withSaves(Saves.AFTER_EPOCHS).equals(other.withSaves(Saves.AFTER_EPOCHS));
  }

  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(
        epochs,
        epochExamples,
        batching,
        optimiser,
        patience,
        minDelta,
        held,
        saves,
        privacy,
        precision,
        other);
  }
}
