package dev.norn.model.serving;

import java.util.Map;

/** What a model might say, for tests of what is made of it. */
public final class TestingEncodings {

  private TestingEncodings() {}

  public static Encoding of(float[] embedding, float... logits) {
    float[] probabilities = new float[logits.length];
    for (int outcome = 0; outcome < logits.length; outcome++) {
      probabilities[outcome] = (float) (1 / (1 + Math.exp(-logits[outcome])));
    }
    return new Encoding(embedding, logits, probabilities, Map.of());
  }
}
