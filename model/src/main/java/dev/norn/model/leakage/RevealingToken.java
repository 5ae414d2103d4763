package dev.norn.model.leakage;

import java.util.Locale;

/**
 * A token that alone says nearly for certain that an outcome comes.
 *
 * @param people of the training split who have it and whose outcome is known
 * @param positive those of them who have the outcome
 * @param baseRate share of the training split's people with the outcome, of those of whom it is
 *     known
 */
public record RevealingToken(
    String outcome, String token, long people, long positive, double baseRate) {

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "[%s] token %s: %,d of %,d training people who have it have the outcome, %.1f %% of all;"
            + " find out whether it is written before the outcome is known",
        outcome,
        token,
        positive,
        people,
        100 * baseRate);
  }
}
