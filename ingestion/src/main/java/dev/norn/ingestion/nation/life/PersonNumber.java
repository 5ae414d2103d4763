package dev.norn.ingestion.nation.life;

/** Ten-digit person numbers that no real register issues: the first two digits are 95 to 99. */
public final class PersonNumber {
  /** People that a nation can have, those who enter later included. */
  public static final int CAPACITY = 500_000_000;

  private static final long FIRST = 9_500_000_000L;
  // Shares no factor with the capacity, so that different people never share a number.
  private static final long STRIDE = 104_729_137L;

  private PersonNumber() {}

  public static String of(long seed, long person) {
    long offset = Math.floorMod(Draws.mix(seed), (long) CAPACITY);
    return Long.toString(FIRST + (person % CAPACITY * STRIDE + offset) % CAPACITY);
  }
}
