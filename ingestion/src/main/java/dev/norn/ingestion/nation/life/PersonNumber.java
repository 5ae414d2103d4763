package dev.norn.ingestion.nation.life;

import java.math.BigInteger;

/** Ten-digit person numbers that no real register issues: the first two digits are 95 to 99. */
public final class PersonNumber {
  /** People that a nation can have, those who enter later included. */
  public static final int CAPACITY = 500_000_000;

  private static final long FIRST = 9_500_000_000L;
  // Shares no factor with the capacity, so that different people never share a number.
  private static final long STRIDE = 104_729_137L;
  private static final long BACK =
      BigInteger.valueOf(STRIDE).modInverse(BigInteger.valueOf(CAPACITY)).longValueExact();

  private PersonNumber() {}

  public static String of(long seed, long person) {
    return Long.toString(FIRST + (person % CAPACITY * STRIDE + offset(seed)) % CAPACITY);
  }

  /**
   * The id of the person who has the number in the nation of that seed.
   *
   * @throws IllegalArgumentException when no nation has such a number
   */
  public static long person(long seed, String number) {
    if (!number.matches("9[5-9]\\d{8}")) {
      throw new IllegalArgumentException(
          "[person number] expected ten digits of which the first two are 95 to 99; copy one from"
              + " a register file");
    }
    long placed = Long.parseLong(number) - FIRST;
    return Math.floorMod(placed - offset(seed), (long) CAPACITY) * BACK % CAPACITY;
  }

  private static long offset(long seed) {
    return Math.floorMod(Draws.mix(seed), (long) CAPACITY);
  }
}
