package dev.norn.model.serving;

/** What a model says of one person; callers must not change the arrays. */
public final class Encoding {

  private final float[] embedding;
  private final float[] logits;
  private final float[] probabilities;

  Encoding(float[] embedding, float[] logits, float[] probabilities) {
    this.embedding = embedding;
    this.logits = logits;
    this.probabilities = probabilities;
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
