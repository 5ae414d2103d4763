package dev.norn.model.scoring;

import dev.norn.disclosure.DisclosureRules;
import dev.norn.disclosure.Shares;
import dev.norn.model.calibration.LogitCounts;
import dev.norn.model.calibration.OutcomeCalibration;
import dev.norn.model.calibration.PeopleGroups;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What a run's report counts of one outcome. */
final class OutcomeTally {

  private static final int DECILES = 10;
  private static final String PREDICTED = "predicted";

  private final SuppressedCounts suppressed;
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
  private long everybody;

  OutcomeTally(OutcomeCalibration calibration, DisclosureRules rules) {
    this.suppressed = new SuppressedCounts(rules);
    this.reference = calibration.groups().get(PeopleGroups.EVERYBODY);
    this.binPeople = new long[reference == null ? 0 : reference.bins()];
    for (OutcomeLabel label : OutcomeLabel.values()) {
      labels.put(label.name(), 0L);
    }
  }

  void add(EncodedPerson person, double logit, OutcomeLabel label, ScoredPerson row) {
    everybody++;
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

  /** By name of the label. */
  Map<String, Long> labels() {
    return labels;
  }

  /** People with a probability; null where it would tell how few have none. */
  Long predicted() {
    return people().get(PREDICTED);
  }

  /** By reason; null where they are few, or could be told from the others. */
  Map<String, Long> abstained() {
    Map<String, Long> shown = people();
    shown.remove(PREDICTED);
    return shown;
  }

  private Map<String, Long> people() {
    Map<String, Long> cells = new LinkedHashMap<>();
    cells.put(PREDICTED, Arrays.stream(decilePeople).sum());
    cells.putAll(abstained);
    return suppressed.of(cells);
  }

  /** By group: share abstained on; null as of the counts. */
  Map<String, Double> abstainedShares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    // Each of these adds up to everybody.
    shares(PeopleGroups.EVERYBODY::equals, shares);
    shares(PeopleGroups::isAge, shares);
    shares(group -> !PeopleGroups.EVERYBODY.equals(group) && !PeopleGroups.isAge(group), shares);
    return shares;
  }

  private void shares(Predicate<String> of, Map<String, Double> into) {
    List<String> groups = groupPeople.keySet().stream().filter(of).toList();
    long[] with = groups.stream().mapToLong(groupAbstained::get).toArray();
    long[] without =
        groups.stream()
            .mapToLong(group -> groupPeople.get(group) - groupAbstained.get(group))
            .toArray();
    boolean[] shown = Shares.shown(suppressed.rules(), with, without);
    for (int i = 0; i < shown.length; i++) {
      into.put(groups.get(i), shown[i] ? (double) with[i] / (with[i] + without[i]) : null);
    }
  }

  /** Mean probability of those who have one; null where nobody has. */
  Double meanPredicted() {
    long all = Arrays.stream(decilePeople).sum();
    return all == 0 ? null : Arrays.stream(decileSum).sum() / all;
  }

  /**
   * By rising probability, without tenths that nobody is in.
   *
   * @param matured whether labels are known to the end of the horizon
   */
  List<ScoringReport.Decile> deciles(boolean matured) {
    int[] filled = IntStream.range(0, DECILES).filter(i -> decilePeople[i] > 0).toArray();
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (int i : filled) {
      sizes.put(Integer.toString(i), decilePeople[i]);
    }
    Map<String, Long> shownSizes = suppressed.of(sizes);
    boolean[] shown =
        Shares.shown(
            suppressed.rules(),
            Arrays.stream(filled).mapToLong(i -> decilePositive[i]).toArray(),
            Arrays.stream(filled).mapToLong(i -> decileKnown[i] - decilePositive[i]).toArray());
    boolean totalShown = predicted() != null;
    List<ScoringReport.Decile> deciles = new ArrayList<>();
    for (int at = 0; at < filled.length; at++) {
      int i = filled[at];
      deciles.add(
          new ScoringReport.Decile(
              i + 1,
              totalShown ? shownSizes.get(Integer.toString(i)) : null,
              decileSum[i] / decilePeople[i],
              matured && shown[at] ? (double) decilePositive[i] / decileKnown[i] : null));
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
        shift += Shift.of((double) then / all, (now + 0.5) / (everybody + 0.5));
        then = 0;
        now = 0;
      }
    }
    return shift;
  }
}
