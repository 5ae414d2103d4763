package dev.norn.ingestion.nation;

/**
 * What nation to write.
 *
 * @param people number of adults alive on the first day
 * @param firstYear first year of the registers, at most 2015
 * @param lastYear last year of the history, included; the live year is the one after it
 * @param seed of every draw; the same spec gives the same bytes
 * @param lateRate share of facts recorded months later than their register's usual delay
 * @param correctionRate share of facts whose first version is wrong and later corrected
 * @param withdrawalRate false facts, later withdrawn, per true fact; none in the background
 */
public record NationSpec(
    int people,
    int firstYear,
    int lastYear,
    long seed,
    double lateRate,
    double correctionRate,
    double withdrawalRate) {

  /** The shipped cohorts and outcome look at 2015-12-31 and the four years after it. */
  private static final int LANDMARK_YEAR = 2015;

  private static final int HORIZON_YEARS = 4;

  public NationSpec {
    if (people < 1 || people > PersonNumber.CAPACITY) {
      throw refused("people", people, "1 to " + PersonNumber.CAPACITY);
    }
    if (firstYear < 1980 || firstYear > LANDMARK_YEAR) {
      throw refused("firstYear", firstYear, "1980 to " + LANDMARK_YEAR);
    }
    if (lastYear < LANDMARK_YEAR + HORIZON_YEARS || lastYear > 2100) {
      throw refused("lastYear", lastYear, (LANDMARK_YEAR + HORIZON_YEARS) + " to 2100");
    }
    requireShare("lateRate", lateRate);
    requireShare("correctionRate", correctionRate);
    requireShare("withdrawalRate", withdrawalRate);
  }

  /** 5,000 people, 2008 to 2019 and live 2020; 3 % late, 2 % corrected, 1 % withdrawn. */
  public static NationSpec standard() {
    return new NationSpec(5_000, 2008, 2019, 1, 0.03, 0.02, 0.01);
  }

  public NationSpec withPeople(int people) {
    return new NationSpec(
        people, firstYear, lastYear, seed, lateRate, correctionRate, withdrawalRate);
  }

  public NationSpec withSeed(long seed) {
    return new NationSpec(
        people, firstYear, lastYear, seed, lateRate, correctionRate, withdrawalRate);
  }

  public int liveYear() {
    return lastYear + 1;
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 0.5)) {
      throw refused(name, share, "0 to 0.5");
    }
  }

  private static IllegalArgumentException refused(String name, Object found, String expected) {
    return new IllegalArgumentException(
        "[nation spec] %s is out of range: found %s, expected %s; change %s"
            .formatted(name, found, expected, name));
  }
}
