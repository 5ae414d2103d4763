package dev.norn.ingestion.nation.truth;

/** Numbers as the truth files write them: eight decimals, a point, no exponent. */
final class Decimal {
  private static final long UNITS = 100_000_000;

  private Decimal() {}

  /**
   * @param number at least 0
   */
  static void append(StringBuilder text, double number) {
    long units = Math.round(number * UNITS);
    text.append(units / UNITS).append('.');
    String decimals = Long.toString(UNITS + units % UNITS);
    text.append(decimals, 1, decimals.length());
  }
}
