package dev.norn.outcome;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What sort of answer an outcome has. */
public enum OutcomeKind {
  /** Whether a counting fact occurs in the horizon. */
  @JsonProperty("binary")
  BINARY,
  /** Which of some ordered classes the first answer in the horizon is. */
  @JsonProperty("ordinal")
  ORDINAL,
  /** When a counting fact or one that competes with it occurs, as far as the person is followed. */
  @JsonProperty("time-to-event")
  TIME_TO_EVENT,
  /** How many counting facts occur in the horizon. */
  @JsonProperty("count")
  COUNT,
  /** Which of some classes the next fact of a register is, if one comes in the horizon. */
  @JsonProperty("next-event")
  NEXT_EVENT;

  /** Whether its answer is one of some classes that the definition names. */
  boolean hasClasses() {
    return this == ORDINAL || this == NEXT_EVENT;
  }

  /** As definition files write it. */
  @Override
  public String toString() {
    return switch (this) {
      case BINARY -> "binary";
      case ORDINAL -> "ordinal";
      case TIME_TO_EVENT -> "time-to-event";
      case COUNT -> "count";
      case NEXT_EVENT -> "next-event";
    };
  }
}
