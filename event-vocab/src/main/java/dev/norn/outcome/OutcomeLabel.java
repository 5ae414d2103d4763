package dev.norn.outcome;

/** What became of a person within the horizon. */
public enum OutcomeLabel {
  NEGATIVE,
  POSITIVE,
  /** Not observed to the end of the horizon; counted and reported, never taken for negative. */
  UNKNOWN
}
