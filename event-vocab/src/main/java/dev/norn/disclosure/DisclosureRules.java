package dev.norn.disclosure;

/**
 * The rules of an installation, {@code disclosure.yaml}; what a file leaves out is as in {@link
 * #DEFAULT}.
 *
 * @param minimumCount cells of fewer people are hidden, 3 or more
 * @param zerosDisclose whether an empty cell is hidden too: that nobody has it says something of
 *     everybody
 * @param dominantShare of a cell's sum, above which the two largest contributors may not lie; 1 for
 *     no such rule
 * @param roundingBase counts that are shown are multiples of it; 1 for no rounding
 */
public record DisclosureRules(
    Integer minimumCount, Boolean zerosDisclose, Double dominantShare, Integer roundingBase) {

  public static final DisclosureRules DEFAULT = new DisclosureRules(null, null, null, null);

  /** Of fewer than three people, any two could tell the third. */
  private static final int LOWEST_MINIMUM = 3;

  public DisclosureRules {
    minimumCount = minimumCount == null ? 10 : minimumCount;
    zerosDisclose = zerosDisclose == null || zerosDisclose;
    dominantShare = dominantShare == null ? 0.9 : dominantShare;
    roundingBase = roundingBase == null ? 1 : roundingBase;
    refuse(minimumCount < LOWEST_MINIMUM, "minimum-count", "3 or more", minimumCount);
    refuse(
        !(dominantShare > 0 && dominantShare <= 1),
        "dominant-share",
        "above 0 and at most 1",
        dominantShare);
    refuse(roundingBase < 1, "rounding-base", "1 or more", roundingBase);
  }

  private static void refuse(boolean wrong, String key, String expected, Number found) {
    if (wrong) {
      throw new IllegalArgumentException(key + ": expected " + expected + ", found " + found);
    }
  }

  /** Whether so many people are too few to be shown. */
  public boolean isSmall(long people) {
    return people < minimumCount && (people > 0 || zerosDisclose);
  }

  /**
   * Whether two contributors could be told from a sum.
   *
   * @param largest contribution
   * @param second largest
   */
  public boolean isDominated(double sum, double largest, double second) {
    return sum > 0 && largest + second > dominantShare * sum;
  }

  /** The nearest multiple of the rounding base, the higher of two. */
  public long rounded(long people) {
    return Math.floorDiv(people + roundingBase / 2, (long) roundingBase) * roundingBase;
  }

  /** Of what a reader can work out of a hidden count: greatest minus least, at the least. */
  int protection() {
    return minimumCount / 2;
  }
}
