package dev.norn.cohort;

import java.util.Locale;

/** What a person's data may be used for; a person never changes side. */
public enum Split {
  /** Fits vocabulary, bins, weights and baselines. */
  TRAIN,
  /** Chooses when to stop and fits the calibration. */
  VALIDATION,
  /** Is looked at once, for the figures that are reported. */
  TEST,
  /** Is used for none of that: who is on no side of a listed split. Can be scored. */
  NONE;

  /** As lists and options name it: train, validation, test, none. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
