package dev.norn.model.serving;

import java.util.Map;

/** What a model says of one person; callers must not change the arrays. */
public final class Encoding {

  private final float[] embedding;
  private final float[] logits;
  private final float[] probabilities;
  private final Map<String, float[][]> details;

  /**
   * @param details by name of the output
   */
  Encoding(
      float[] embedding, float[] logits, float[] probabilities, Map<String, float[][]> details) {
    this.embedding = embedding;
    this.logits = logits;
    this.probabilities = probabilities;
    this.details = Map.copyOf(details);
  }

  /** As long as the model is wide. */
  public float[] embedding() {
    return embedding;
  }

  /** One per outcome, before calibration. */
  public float[] logits() {
    return logits;
  }

  /** One per outcome, calibrated, in the order of the release's outcomes. */
  public float[] probabilities() {
    return probabilities;
  }

  /**
   * Of a time-to-event outcome, before calibration: by cause, then by cut, the probability that the
   * cause has come by then.
   *
   * @throws IllegalArgumentException if the outcome at this place is of another kind
   */
  public float[][] cumulativeIncidence(int outcome) {
    return detail(ModelSignature.CURVES, outcome);
  }

  /**
   * Of an ordinal outcome or a next event, before calibration: the probability of each class, of a
   * next event that of none last.
   *
   * @throws IllegalArgumentException if the outcome at this place is of another kind
   */
  public float[] classProbabilities(int outcome) {
    return detail(ModelSignature.CLASSES, outcome)[0];
  }

  /**
   * Of an outcome of counts.
   *
   * @throws IllegalArgumentException if the outcome at this place is of another kind
   */
  public float expectedCount(int outcome) {
    return detail(ModelSignature.COUNTS, outcome)[0][0];
  }

  private float[][] detail(String of, int outcome) {
    float[][] detail = details.get(of + outcome);
    if (detail == null) {
      throw new IllegalArgumentException(
          "[encoding] the model has no output %s%d; it has %s"
              .formatted(of, outcome, details.keySet()));
    }
    return detail;
  }

  /** The embedding at length 1, so that a dot product is a cosine. A new array. */
  public float[] normalisedEmbedding() {
    double squares = 0;
    for (float value : embedding) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    float[] normalised = new float[embedding.length];
    for (int i = 0; i < normalised.length; i++) {
      normalised[i] = (float) (embedding[i] / length);
    }
    return normalised;
  }
}
