package dev.norn.model.calibration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An {@link AbstentionRule} applied to one outcome. The bound holds in each group that was counted:
 * a person is predicted for where all groups of the person allow it.
 */
public final class Abstention {

  /** What is said of whom no prediction is given for. */
  public enum Reason {
    /** Predictions of such confidence are wrong too often. */
    RISK_ABOVE_BOUND,
    /** Neither label is implausible. */
    BOTH_LABELS_PLAUSIBLE,
    /** Nobody that the calibration saw was like this. */
    NO_LABEL_PLAUSIBLE,
    /** The person belongs to a group that the calibration saw too few people of. */
    GROUP_NOT_CALIBRATED
  }

  private final AbstentionRule rule;
  private final OutcomeCalibration calibration;
  private final Map<String, boolean[]> accepted = new HashMap<>();
  private final Map<String, ConformalLabels> labels = new HashMap<>();

  public Abstention(AbstentionRule rule, OutcomeCalibration calibration) {
    this.rule = rule;
    this.calibration = calibration;
    calibration
        .groups()
        .forEach(
            (group, counts) -> {
              switch (rule.method()) {
                case NONE -> {}
                case RISK_CONTROL ->
                    accepted.put(
                        group,
                        RiskControl.accepted(counts, calibration, rule.risk(), rule.doubt()));
                case CONFORMAL -> labels.put(group, new ConformalLabels(counts, rule.risk()));
              }
            });
  }

  /**
   * Why no prediction is to be given, or nothing where one is.
   *
   * @param logit before calibration
   * @param groups of the person, as of {@link PeopleGroups}
   */
  public Optional<Reason> reason(double logit, List<String> groups) {
    if (rule.method() == AbstentionRule.Method.NONE) {
      return Optional.empty();
    }
    for (String group : groups) {
      LogitCounts counts = calibration.groups().get(group);
      if (counts == null) {
        return Optional.of(Reason.GROUP_NOT_CALIBRATED);
      }
      Optional<Reason> reason = reason(group, counts.bin(logit));
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private Optional<Reason> reason(String group, int bin) {
    if (rule.method() == AbstentionRule.Method.RISK_CONTROL) {
      return accepted.get(group)[bin] ? Optional.empty() : Optional.of(Reason.RISK_ABOVE_BOUND);
    }
    ConformalLabels plausible = labels.get(group);
    boolean positive = plausible.isPositivePlausible(bin);
    if (positive == plausible.isNegativePlausible(bin)) {
      return Optional.of(positive ? Reason.BOTH_LABELS_PLAUSIBLE : Reason.NO_LABEL_PLAUSIBLE);
    }
    return Optional.empty();
  }
}
