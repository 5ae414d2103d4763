package dev.norn.model.serving;

/**
 * What a release makes of one sequence. The arrays are the caller's to keep.
 *
 * @param embedding width numbers, not normalised
 * @param logits one per outcome, uncalibrated
 * @param probabilities one per outcome, calibrated
 */
public record Encoding(float[] embedding, float[] logits, float[] probabilities) {

  /** The embedding at length 1, so that a dot product is a cosine. */
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
