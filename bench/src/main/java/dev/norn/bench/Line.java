package dev.norn.bench;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param figure as measured, with its unit
 * @param yardstick measured in the same run, or "-"
 * @param ratio figure over yardstick, or NaN where there is none
 */
record Line(String what, String figure, String yardstick, double ratio) {

  static Line alone(String what, String figure) {
    return new Line(what, figure, "-", Double.NaN);
  }

  String row() {
    String share = Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.2f", ratio);
    return "| " + what + " | " + figure + " | " + yardstick + " | " + share + " |";
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
