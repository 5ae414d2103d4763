package dev.norn.model.explain;

/** How a position's share in a logit is measured. */
public enum AttributionMethod {
  INTEGRATED_GRADIENTS,
  INPUT_GRADIENT,
  /** Of the summary: how much of the embedding, not of the logit, and without a sign. */
  ATTENTION;

  /** By position. */
  double[] of(Explanation explanation) {
    return switch (this) {
      case INTEGRATED_GRADIENTS -> explanation.integrated();
      case INPUT_GRADIENT -> widened(explanation.inputGradient());
      case ATTENTION -> widened(explanation.attention());
    };
  }

  private static double[] widened(float[] numbers) {
    double[] widened = new double[numbers.length];
    for (int i = 0; i < widened.length; i++) {
      widened[i] = numbers[i];
    }
    return widened;
  }

  /** For tables. */
  public String words() {
    return switch (this) {
      case INTEGRATED_GRADIENTS -> "integrated gradients";
      case INPUT_GRADIENT -> "input × gradient";
      case ATTENTION -> "attention of the summary";
    };
  }
}
