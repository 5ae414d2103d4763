package dev.norn.cohort;

/** What a person's data may be used for; a person never changes side. */
public enum Split {
  /** Fits vocabulary, bins, weights and baselines. */
  TRAIN,
  /** Chooses when to stop and fits the calibration. */
  VALIDATION,
  /** Is looked at once, for the figures that are reported. */
  TEST
}
