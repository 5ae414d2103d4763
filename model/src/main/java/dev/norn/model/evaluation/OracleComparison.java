package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Sets models against the true probabilities of the same people, on the same resamples. */
final class OracleComparison {

  private static final List<Metric> SHARED = Achievable.metrics();
  private static final int ABSOLUTE_ERROR = SHARED.size();
  private static final int SQUARED_ERROR = SHARED.size() + 1;

  private final StratifiedBootstrap bootstrap;
  private final int[] rows;
  private final double[] truth;
  private final Scores oracle;
  private final ModelFigures oracleFigures;
  private final Resamples best;
  private final double[] reference;
  private final Map<Metric, String> undefinedShares = new EnumMap<>(Metric.class);
  private final int lacking;

  /**
   * @param labelled the people, in any model's predictions
   * @param truth of the same people, by row; not a number where it is not known
   */
  private OracleComparison(StratifiedBootstrap bootstrap, Scores labelled, double[] truth) {
    this.bootstrap = bootstrap;
    this.rows = IntStream.range(0, truth.length).filter(row -> !Double.isNaN(truth[row])).toArray();
    this.truth = Arrays.stream(rows).mapToDouble(row -> truth[row]).toArray();
    this.lacking = truth.length - rows.length;
    boolean[] labels = labelled.only(rows).labelsByRow();
    this.oracle = new Scores(this.truth, labels);
    this.oracleFigures = ModelFigures.of("true probabilities", oracle, bootstrap.resample(oracle));
    this.best = resample(oracle);
    double[] rate = new double[rows.length];
    Arrays.fill(rate, oracle.baseRate());
    // Every resample has the people's event rate, so this is the same on each.
    Scores constant = new Scores(rate, labels);
    this.reference = SHARED.stream().mapToDouble(metric -> metric.of(constant)).toArray();
    SHARED.forEach(this::noteWhereUndefined);
  }

  static Achievable of(
      StratifiedBootstrap bootstrap,
      double[] truth,
      ScoredModel model,
      List<ScoredModel> baselines) {
    OracleComparison comparison = new OracleComparison(bootstrap, model.scores(), truth);
    return new Achievable(
        comparison.rows.length,
        comparison.oracle.positives(),
        comparison.lacking,
        comparison.oracleFigures,
        comparison.undefinedShares,
        comparison.figures(model),
        baselines.stream().map(comparison::figures).toList());
  }

  // Else the share would be a ratio of two kinds of noise.
  private void noteWhereUndefined(Metric metric) {
    // The rate is held on every resample, as is the reference that it is set against.
    Interval achieved = best.interval(SHARED.indexOf(metric));
    double rate = reference[SHARED.indexOf(metric)];
    if (!metric.isBetter(achieved.low(), rate) || !metric.isBetter(achieved.high(), rate)) {
      undefinedShares.put(metric, reason(achieved, rate));
    }
  }

  private String reason(Interval achieved, double rate) {
    if (rows.length == 0) {
      return "nobody has a true probability";
    }
    return oracle.positives() == 0 || oracle.positives() == rows.length
        ? String.format(
            Locale.ROOT,
            "%,d people have a true probability and %,d of them are positive; both kinds are needed",
            rows.length,
            oracle.positives())
        : String.format(
            Locale.ROOT,
            "what the true probabilities give, %s, cannot be told from what the event rate gives,"
                + " %.3f; more people are needed",
            achieved,
            rate);
  }

  private TruthFigures figures(ScoredModel model) {
    Scores scores = model.scores().only(rows);
    Resamples resamples = resample(scores);
    Resamples shared = resamples.shareOf(best, reference);
    Map<Metric, Interval> shares = new EnumMap<>(Metric.class);
    for (Metric metric : SHARED) {
      shares.put(
          metric,
          undefinedShares.containsKey(metric)
              ? Interval.UNDEFINED
              : shared.interval(SHARED.indexOf(metric)));
    }
    return new TruthFigures(
        model.title(),
        shares,
        resamples.interval(ABSOLUTE_ERROR),
        resamples.interval(SQUARED_ERROR),
        TrueCalibrationBin.tenths(scores, truth));
  }

  private Resamples resample(Scores scores) {
    return bootstrap.resample(scores, counts -> figures(scores, counts));
  }

  private double[] figures(Scores scores, int[] counts) {
    double[] figures = Arrays.copyOf(metrics(scores, counts), SHARED.size() + 2);
    double absolute = 0;
    double squared = 0;
    double people = 0;
    for (int rank = 0; rank < scores.people(); rank++) {
      int row = scores.row(rank);
      double error = scores.probability(rank) - truth[row];
      absolute += counts[row] * Math.abs(error);
      squared += counts[row] * error * error;
      people += counts[row];
    }
    figures[ABSOLUTE_ERROR] = absolute / people;
    figures[SQUARED_ERROR] = Math.sqrt(squared / people);
    return figures;
  }

  private static double[] metrics(Scores scores, int[] counts) {
    return SHARED.stream().mapToDouble(metric -> metric.of(scores, counts)).toArray();
  }
}
