package dev.norn.model.serving;

/** From logit to probability: sigmoid(slope · logit + intercept). */
public record LogitCalibration(float slope, float intercept) {

  /** The model's own probability. */
  public static final LogitCalibration NONE = new LogitCalibration(1, 0);

  public LogitCalibration {
    if (!(slope > 0) || !Float.isFinite(slope) || !Float.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "[calibration] expected a positive slope and a finite intercept; found %s and %s"
              .formatted(slope, intercept));
    }
  }
}
