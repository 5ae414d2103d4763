package dev.norn.ingestion.nation;

/** Ten-digit person numbers that no real register issues: the first two digits are 95 to 99. */
final class PersonNumber {
  static final int CAPACITY = 500_000_000;

  private static final long FIRST = 9_500_000_000L;
  // Shares no factor with the capacity, so that different people never share a number.
  private static final long STRIDE = 104_729_137L;

  private PersonNumber() {}

  static String of(long seed, int index) {
    long offset = Math.floorMod(Draws.mix(seed), (long) CAPACITY);
    return Long.toString(FIRST + (index * STRIDE + offset) % CAPACITY);
  }
}
