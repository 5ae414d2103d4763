package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a baseline's estimate is better than the model's on what outcomes are judged by besides
 * their binary labels: kappa, deviance, log-loss, concordance and the integrated Brier score.
 */
final class KindDefeats {

  private static final int DIGITS = 4;

  private final List<String> lines = new ArrayList<>();

  private KindDefeats() {}

  static List<String> of(Evaluation evaluation) {
    KindDefeats defeats = new KindDefeats();
    evaluation
        .ordinal()
        .forEach(each -> defeats.answers(each.outcome(), each.model(), each.baselines()));
    evaluation.timeToEvent().forEach(defeats::timeToEvent);
    evaluation
        .counts()
        .forEach(each -> defeats.answers(each.outcome(), each.model(), each.baselines()));
    evaluation
        .nextEvents()
        .forEach(each -> defeats.answers(each.outcome(), each.model(), each.baselines()));
    return defeats.lines;
  }

  private <M extends Enum<M> & AnswerMetric> void answers(
      String outcome, AnswerFigures<M> model, List<AnswerFigures<M>> baselines) {
    M headline = model.metrics().keySet().iterator().next();
    for (AnswerFigures<M> baseline : baselines) {
      compare(
          headline.higherIsBetter(),
          line(outcome, headline.title(), baseline.title()),
          model.metrics().get(headline),
          baseline.metrics().get(headline),
          baseline.differences().get(headline));
    }
  }

  private void timeToEvent(TimeToEventEvaluation outcome) {
    for (int place = 0; place < outcome.model().causes().size(); place++) {
      IncidenceFigures.CauseFigures model = outcome.model().causes().get(place);
      String cause = outcome.outcome() + ", cause " + model.cause();
      for (IncidenceFigures baseline : outcome.baselines()) {
        IncidenceFigures.CauseFigures own = baseline.causes().get(place);
        compare(
            true,
            line(cause, "concordance", baseline.title()),
            model.concordance(),
            own.concordance(),
            own.concordanceDifference());
        compare(
            false,
            line(cause, "integrated Brier", baseline.title()),
            model.integratedBrier(),
            own.integratedBrier(),
            own.integratedBrierDifference());
      }
    }
  }

  private static String line(String outcome, String metric, String baseline) {
    return "BASELINE AHEAD [" + outcome + "] " + metric + ": " + baseline + " ";
  }

  private void compare(
      boolean higherIsBetter,
      String start,
      Interval model,
      Interval baseline,
      Interval difference) {
    boolean ahead =
        higherIsBetter
            ? baseline.estimate() > model.estimate()
            : baseline.estimate() < model.estimate();
    if (ahead) {
      lines.add(
          start
              + baseline.rounded(DIGITS)
              + ", model "
              + model.rounded(DIGITS)
              + ", difference "
              + difference.rounded(DIGITS)
              + (difference.excludes(0) ? "" : " (includes 0)"));
    }
  }
}
