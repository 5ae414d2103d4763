package dev.norn.model.scoring;

import dev.norn.model.calibration.LogitCounts;
import dev.norn.model.calibration.OutcomeCalibration;
import dev.norn.model.calibration.PeopleGroups;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run's report counts of one outcome. */
final class OutcomeTally {

  private static final int DECILES = 10;

  private final String outcome;
  private final LogitCounts reference;
  private final long[] binPeople;
  private final Map<String, Long> labels = new LinkedHashMap<>();
  private final Map<String, Long> abstained = new TreeMap<>();
  private final Map<String, Long> groupPeople = new TreeMap<>();
  private final Map<String, Long> groupAbstained = new TreeMap<>();
  private final long[] decilePeople = new long[DECILES];
  private final double[] decileSum = new double[DECILES];
  private final long[] decileKnown = new long[DECILES];
  private final long[] decilePositive = new long[DECILES];
  private long people;

  OutcomeTally(String outcome, OutcomeCalibration calibration) {
    this.outcome = outcome;
    this.reference = calibration.groups().get(PeopleGroups.EVERYBODY);
    this.binPeople = new long[reference == null ? 0 : reference.bins()];
    for (OutcomeLabel label : OutcomeLabel.values()) {
      labels.put(label.name(), 0L);
    }
  }

  void add(EncodedPerson person, double logit, OutcomeLabel label, ScoredPerson row) {
    people++;
    labels.merge(label.name(), 1L, Long::sum);
    if (reference != null) {
      binPeople[reference.bin(logit)]++;
    }
    for (String group : PeopleGroups.of(person.age(), person.sex())) {
      groupPeople.merge(group, 1L, Long::sum);
      groupAbstained.merge(group, row.abstained() == null ? 0L : 1L, Long::sum);
    }
    if (row.abstained() != null) {
      abstained.merge(row.abstained(), 1L, Long::sum);
      return;
    }
    int decile = row.decile() - 1;
    decilePeople[decile]++;
    decileSum[decile] += row.probability();
    decileKnown[decile] += label == OutcomeLabel.UNKNOWN ? 0 : 1;
    decilePositive[decile] += label == OutcomeLabel.POSITIVE ? 1 : 0;
  }

  String outcome() {
    return outcome;
  }

  long people() {
    return people;
  }

  /** By name of the label. */
  Map<String, Long> labels() {
    return labels;
  }

  /** By reason. */
  Map<String, Long> abstained() {
    return abstained;
  }

  /** Share abstained on by group; nothing of groups that are too small. */
  Map<String, Double> abstainedShares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    groupPeople.forEach(
        (group, all) -> {
          if (all >= SuppressedCounts.LEAST) {
            shares.put(group, (double) groupAbstained.get(group) / all);
          }
        });
    return shares;
  }

  /** Mean probability of those who have one. */
  double meanPredicted() {
    double sum = 0;
    long all = 0;
    for (int i = 0; i < DECILES; i++) {
      sum += decileSum[i];
      all += decilePeople[i];
    }
    return sum / all;
  }

  /**
   * By rising probability, without tenths that nobody is in.
   *
   * @param matured whether labels are known to the end of the horizon
   */
  List<ScoringReport.Decile> deciles(boolean matured) {
    Map<String, Long> positives = new LinkedHashMap<>();
    for (int i = 0; i < DECILES; i++) {
      positives.put(Integer.toString(i), decilePositive[i]);
    }
    Map<String, Long> shown = SuppressedCounts.of(positives);
    List<ScoringReport.Decile> deciles = new ArrayList<>();
    for (int i = 0; i < DECILES; i++) {
      if (decilePeople[i] >= SuppressedCounts.LEAST) {
        Long of = shown.get(Integer.toString(i));
        deciles.add(
            new ScoringReport.Decile(
                i + 1,
                decilePeople[i],
                decileSum[i] / decilePeople[i],
                matured && of != null ? (double) of / decileKnown[i] : null));
      }
    }
    return deciles;
  }

  /**
   * Population stability index of the logits against those of the people calibrated on, over about
   * ten groups of equal size of these; null where the calibration counted nobody.
   */
  Double scoreShift() {
    if (reference == null) {
      return null;
    }
    long all = reference.people().stream().mapToLong(Integer::longValue).sum();
    double shift = 0;
    long then = 0;
    long now = 0;
    for (int bin = 0; bin < binPeople.length; bin++) {
      then += reference.people().get(bin);
      now += binPeople[bin];
      if (then * DECILES >= all || bin + 1 == binPeople.length) {
        shift += Shift.of((double) then / all, (now + 0.5) / (people + 0.5));
        then = 0;
        now = 0;
      }
    }
    return shift;
  }
}
