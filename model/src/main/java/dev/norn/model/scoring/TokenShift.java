package dev.norn.model.scoring;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How much more or less often a token is in a sequence than in those of the people calibrated on.
 *
 * @param token text
 * @param then share of the people calibrated on
 * @param now share of the run's people
 * @param index population stability index of having and not having it
 */
public record TokenShift(String token, double then, double now, double index) {

  /**
   * The largest first. A token that fewer than ten people held or did not hold, then or now, is
   * left out.
   *
   * @param then shares by text, as of {@link dev.norn.model.calibration.TokenHolders}
   * @param now likewise
   */
  static List<TokenShift> largest(Map<String, Double> then, Map<String, Double> now, int count) {
    return then.keySet().stream()
        .filter(now::containsKey)
        .map(token -> of(token, then.get(token), now.get(token)))
        .sorted(Comparator.comparingDouble(TokenShift::index).reversed())
        .limit(count)
        .toList();
  }

  private static TokenShift of(String token, double then, double now) {
    return new TokenShift(token, then, now, Shift.of(then, now) + Shift.of(1 - then, 1 - now));
  }
}
