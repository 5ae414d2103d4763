package dev.norn.model.calibration;

import java.util.Locale;

/**
 * When to give no prediction rather than one that may be wrong too often.
 *
 * @param method how the bound is kept
 * @param risk the bound, above 0 and below 1: of {@link Method#RISK_CONTROL} the largest share of
 *     errors among the people who are predicted for; of {@link Method#CONFORMAL} the largest share
 *     of people, with and without the outcome, whose own label is held for implausible
 * @param doubt of {@link Method#RISK_CONTROL}: probability that the bound does not hold, over the
 *     draw of the people calibrated on, for each outcome and group
 */
public record AbstentionRule(Method method, double risk, double doubt) {

  /** How a bound is kept. */
  public enum Method {
    /** Everybody is predicted for. */
    NONE,
    /** Only whoever's confidence is high enough: {@link RiskControl}. */
    RISK_CONTROL,
    /** Only whom exactly one label is plausible of: {@link ConformalLabels}. */
    CONFORMAL;

    /** As written at a command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Everybody is predicted for. */
  public static final AbstentionRule NONE = new AbstentionRule(Method.NONE, 0, 0);

  /** The paper's doubt. */
  public static final double PAPER_DOUBT = 0.001;

  public AbstentionRule {
    if (method != Method.NONE && !(risk > 0 && risk < 1)) {
      throw new IllegalArgumentException(
          "[abstention] a risk above 0 and below 1 is needed, got " + risk);
    }
    if (method == Method.RISK_CONTROL && !(doubt > 0 && doubt < 1)) {
      throw new IllegalArgumentException(
          "[abstention] a doubt above 0 and below 1 is needed, got " + doubt);
    }
  }

  /** The bound in words; empty where there is none. */
  public String words() {
    return switch (method) {
      case NONE -> "";
      case RISK_CONTROL ->
          String.format(
              Locale.ROOT,
              "at most %s of those predicted for are on the other side of one half than predicted, in"
                  + " each group, with probability %s (RiskControl)",
              share(risk),
              share(1 - doubt));
      case CONFORMAL ->
          String.format(
              Locale.ROOT,
              "of those with the outcome, and of those without, at most %s have their own label held"
                  + " for implausible, in each group (split conformal, by label)",
              share(risk));
    };
  }

  private static String share(double share) {
    String text = String.format(Locale.ROOT, "%.3f", 100 * share);
    return text.replaceFirst("\\.?0+$", "") + " %";
  }
}
