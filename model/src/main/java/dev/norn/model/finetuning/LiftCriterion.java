package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.model.graph.Objective;
import dev.norn.outcome.OutcomeKind;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Area under lift of a single binary outcome, with its sign turned, by which life2vec (Savcisens et
 * al. 2024) ends fine-tuning: of all pairs of a positive person and anybody, itself included, those
 * in which the positive ranks higher, ties by half.
 *
 * @see Quirk#STOPPED_BY_LIFT
 */
final class LiftCriterion implements Objective.Criterion<LabelledSequence> {

  private record Ranked(float logit, boolean positive) {}

  private final List<Ranked> people = new ArrayList<>();

  static boolean compares(ModelSpec spec, List<HeadSpec> heads) {
    return spec.has(Quirk.STOPPED_BY_LIFT)
        && heads.size() == 1
        && heads.get(0).kind() == OutcomeKind.BINARY;
  }

  /**
   * @param logit alone
   */
  @Override
  public void add(LabelledSequence example, float[] logit) {
    OutcomeLabel label = example.outcomes().get(0).label();
    if (label != OutcomeLabel.UNKNOWN) {
      people.add(new Ranked(logit[0], label == OutcomeLabel.POSITIVE));
    }
  }

  /** The loss where one of the labels is absent. */
  @Override
  public double value(double loss) {
    people.sort(Comparator.comparingDouble(Ranked::logit));
    double wins = 0;
    long positives = 0;
    for (int from = 0; from < people.size(); ) {
      int to = from;
      long tiedPositives = 0;
      while (to < people.size() && people.get(to).logit() == people.get(from).logit()) {
        tiedPositives += people.get(to++).positive() ? 1 : 0;
      }
      wins += tiedPositives * (from + (to - from) / 2.0);
      positives += tiedPositives;
      from = to;
    }
    return positives == 0 || positives == people.size()
        ? loss
        : -wins / ((double) positives * people.size());
  }
}
