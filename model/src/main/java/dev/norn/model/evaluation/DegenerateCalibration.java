package dev.norn.model.evaluation;

/** The validation split cannot carry a calibration; the message says why. */
public final class DegenerateCalibration extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  DegenerateCalibration(String reason) {
    super("[calibration] " + reason);
  }
}
