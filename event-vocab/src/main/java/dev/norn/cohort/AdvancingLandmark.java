package dev.norn.cohort;

import dev.norn.sequence.LandmarkDate;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * A landmark that moves on with register time: it is the last of the first one, the first one and a
 * period, and two periods, and so on, whose day has ended (UTC).
 */
public record AdvancingLandmark(LandmarkDate first, Period period) {

  /**
   * @param registerTime how far the registers have come
   * @return the first one, too, where its day has not ended
   */
  public LandmarkDate at(Instant registerTime) {
    return landmark(passed(registerTime));
  }

  /** When the landmark after that of {@link #at} takes over. */
  public Instant nextAfter(Instant registerTime) {
    return end(landmark(passed(registerTime) + 1));
  }

  private int passed(Instant registerTime) {
    int passed = 0;
    while (!end(landmark(passed + 1)).isAfter(registerTime)) {
      passed++;
    }
    return passed;
  }

  // From the first one each time: a month after January 31 and February 28 are both in March.
  private LandmarkDate landmark(int periods) {
    return new LandmarkDate(first.date().plus(period.multipliedBy(periods)));
  }

  private static Instant end(LandmarkDate landmark) {
    return landmark.date().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
