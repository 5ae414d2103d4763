package dev.norn.outcome;

/**
 * How long a person was followed after the landmark, and what ended it.
 *
 * @param days from the landmark to the first event, competing event, censoring or the last day of
 *     the horizon; 0 where nothing was observed after the landmark
 * @param cause {@link #CENSORED} where no event ended it, be it by censoring or by the end of the
 *     horizon; {@link #EVENT_OF_INTEREST}; from 2 the competing events in the order of the
 *     definition
 */
public record FollowUp(int days, int cause) {

  public static final int CENSORED = 0;
  public static final int EVENT_OF_INTEREST = 1;

  /** Of somebody who was not observed after the landmark. */
  public static final FollowUp NONE = new FollowUp(0, CENSORED);

  public FollowUp {
    if (days < 0 || cause < 0 || (days == 0 && cause != CENSORED)) {
      throw new IllegalArgumentException(
          "[follow-up] expected days and a cause of 0 or more, and no event on the landmark; found"
              + " %d days, cause %d".formatted(days, cause));
    }
  }
}
