package dev.norn.model.scoring;

/** Terms of the population stability index: (q - p) · ln(q / p). */
final class Shift {

  private Shift() {}

  /** Of one group whose share was p and is q; 0 where the share was nothing. */
  static double of(double then, double now) {
    return then <= 0 || now <= 0 ? 0 : (now - then) * Math.log(now / then);
  }
}
