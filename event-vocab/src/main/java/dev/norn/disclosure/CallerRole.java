package dev.norn.disclosure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * What a caller of the API may ask, least first: each may what those before may. The last two stand
 * apart: whoever runs Norn sees counts, times and jobs, and no person, figure or table; a checker
 * sees what asks to leave.
 */
public enum CallerRole {
  /** Releases, finished runs, tables. No person. */
  @JsonProperty("viewer")
  VIEWER,
  /** Predictions of persons too. */
  @JsonProperty("analyst")
  ANALYST,
  /** Embeddings and neighbours of persons too. */
  @JsonProperty("researcher")
  RESEARCHER,
  /** Whether the stream is well, and everybody's jobs without their results. Nothing else. */
  @JsonProperty("operations")
  OPERATIONS,
  /** What asks to leave, which it judges. Nothing else. */
  @JsonProperty("checker")
  CHECKER;

  public boolean covers(CallerRole needed) {
    return standsApart() || needed.standsApart() ? this == needed : compareTo(needed) >= 0;
  }

  private boolean standsApart() {
    return compareTo(RESEARCHER) > 0;
  }

  /** The database's group role, whose rights the question is answered with. */
  public String databaseRole() {
    return "norn_" + this;
  }

  /** As files, commands and messages write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
