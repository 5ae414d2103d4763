package dev.norn.model.scoring;

import dev.norn.model.evaluation.CountEvaluation;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.NextEventEvaluation;
import dev.norn.model.evaluation.ObservedIncidence;
import dev.norn.model.evaluation.ObservedIncidence.Step;
import dev.norn.model.evaluation.OrdinalEvaluation;
import dev.norn.model.evaluation.TimeToEventEvaluation;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluations of outcomes that do more than happen or not, without what fewer people than the
 * minimum could be told by. An outcome with such a cause or class is left out. What came of a third
 * of the predictions keeps the days between which as many people left the risk, and as many met
 * each cause; a third in which there are none is left out.
 *
 * @param minimum fewest people of a shown cell
 */
record SuppressedKinds(int minimum) {

  List<OrdinalEvaluation> ordinal(List<OrdinalEvaluation> whole) {
    return whole.stream()
        .map(
            each ->
                new OrdinalEvaluation(
                    each.outcome(),
                    each.people(),
                    shown(each.unknown()),
                    each.classes(),
                    each.model(),
                    each.baselines()))
        .toList();
  }

  List<CountEvaluation> counts(List<CountEvaluation> whole) {
    return whole.stream()
        .map(
            each ->
                new CountEvaluation(
                    each.outcome(),
                    each.people(),
                    shown(each.unknown()),
                    each.mean(),
                    each.model(),
                    each.baselines()))
        .toList();
  }

  List<NextEventEvaluation> nextEvents(List<NextEventEvaluation> whole) {
    return whole.stream()
        .filter(each -> each.counts().stream().allMatch(this::isShown))
        .map(
            each ->
                new NextEventEvaluation(
                    each.outcome(),
                    each.people(),
                    shown(each.unknown()),
                    each.classes(),
                    each.counts(),
                    each.model(),
                    each.baselines()))
        .toList();
  }

  List<TimeToEventEvaluation> timeToEvent(List<TimeToEventEvaluation> whole) {
    return whole.stream()
        .filter(each -> each.events().stream().allMatch(this::isShown) && isShown(eventless(each)))
        .map(
            each ->
                new TimeToEventEvaluation(
                    each.outcome(),
                    each.people(),
                    shown(each.unknown()),
                    each.events(),
                    shown(each.censored()),
                    each.model(),
                    each.baselines(),
                    observed(each.observed())))
        .toList();
  }

  private static int eventless(TimeToEventEvaluation of) {
    return of.people() - of.events().stream().mapToInt(Integer::intValue).sum();
  }

  private Integer shown(Integer count) {
    return count == null || !isShown(count) ? null : count;
  }

  private boolean isShown(int count) {
    return count >= minimum;
  }

  private List<ObservedIncidence> observed(List<ObservedIncidence> thirds) {
    return thirds.stream()
        .map(
            third ->
                new ObservedIncidence(
                    third.third(), third.people(), third.meanPredicted(), apart(third)))
        .filter(third -> third.steps().size() > 1)
        .toList();
  }

  private List<Step> apart(ObservedIncidence third) {
    List<Step> kept = new ArrayList<>(third.steps().subList(0, 1));
    for (Step step : third.steps().subList(1, third.steps().size())) {
      if (isShown(step.atRisk()) && isApart(kept.get(kept.size() - 1), step, third.people())) {
        kept.add(step);
      }
    }
    return kept;
  }

  private boolean isApart(Step from, Step to, int people) {
    if (!isShown(from.atRisk() - to.atRisk())) {
      return false;
    }
    for (int cause = 0; cause < to.incidence().size(); cause++) {
      Interval before = from.incidence().get(cause);
      Interval after = to.incidence().get(cause);
      if (Math.round((after.estimate() - before.estimate()) * people) < minimum) {
        return false;
      }
    }
    return true;
  }
}
