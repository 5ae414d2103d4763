package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models of one time-to-event outcome on the same people and the same resamples.
 *
 * @param causes names, the event of interest first
 * @param examples the people, by row
 */
record IncidenceComparison(
    List<String> causes,
    List<CorpusExample> examples,
    FollowedPeople people,
    StratifiedBootstrap bootstrap) {

  // Of the follow-up; Brier scores are integrated over all and shown at every third.
  private static final int TIMES = 12;
  private static final int SHOWN_EVERY = 3;
  // By cause: the concordance, the integrated score, the scores by time.
  private static final int FIGURES = 2 + TIMES;

  private int[] days() {
    return IntStream.rangeClosed(1, TIMES)
        .map(i -> (int) ((long) people.horizon() * i / TIMES))
        .distinct()
        .filter(day -> day > 0)
        .toArray();
  }

  Resamples resample(CumulativeIncidence curve) {
    int[] days = days();
    List<Concordance> concordances = new ArrayList<>();
    List<IncidenceError> errors = new ArrayList<>();
    for (int cause = 1; cause <= causes.size(); cause++) {
      double[][] predicted = predicted(curve, cause, days);
      concordances.add(new Concordance(people, cause, predicted[days.length - 1]));
      errors.add(new IncidenceError(people, cause, days, predicted));
    }
    return bootstrap.resample(
        people.causes(),
        counts -> {
          double[] figures = new double[FIGURES * causes.size()];
          for (int cause = 0; cause < causes.size(); cause++) {
            int at = FIGURES * cause;
            double[] scores = errors.get(cause).of(counts);
            figures[at] = concordances.get(cause).of(counts);
            figures[at + 1] = IncidenceError.integrated(days, scores);
            System.arraycopy(scores, 0, figures, at + 2, scores.length);
          }
          return figures;
        });
  }

  private double[][] predicted(CumulativeIncidence curve, int cause, int[] days) {
    double[][] predicted = new double[days.length][examples.size()];
    for (int i = 0; i < days.length; i++) {
      for (int row = 0; row < examples.size(); row++) {
        predicted[i][row] = curve.of(examples.get(row), cause, days[i]);
      }
    }
    return predicted;
  }

  /**
   * @param model what the differences are from
   */
  IncidenceFigures figures(String title, Resamples own, Resamples model) {
    Resamples difference = model.minus(own);
    int[] days = days();
    List<IncidenceFigures.CauseFigures> figures = new ArrayList<>();
    for (int cause = 0; cause < causes.size(); cause++) {
      int at = FIGURES * cause;
      List<IncidenceFigures.BrierAt> brier = new ArrayList<>();
      for (int i = SHOWN_EVERY - 1; i < days.length; i += SHOWN_EVERY) {
        brier.add(new IncidenceFigures.BrierAt(days[i], own.interval(at + 2 + i)));
      }
      figures.add(
          new IncidenceFigures.CauseFigures(
              causes.get(cause),
              own.interval(at),
              brier,
              own.interval(at + 1),
              difference.interval(at),
              difference.interval(at + 1)));
    }
    return new IncidenceFigures(title, figures);
  }
}
