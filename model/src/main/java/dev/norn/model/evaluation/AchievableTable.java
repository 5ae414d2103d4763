package dev.norn.model.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How near the models come to the truth, as text in cells: the same for a terminal, a card and a
 * page.
 *
 * @param header the first cell stands over the rows' titles
 * @param rows each as long as the header
 */
public record AchievableTable(String caption, List<String> header, List<List<String>> rows) {

  private static final List<Metric> ORACLE =
      Stream.concat(Achievable.metrics().stream(), Stream.of(Metric.CALIBRATION_SLOPE)).toList();

  public AchievableTable {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** All, the model's calibration against the truth included; none without people. */
  public static List<AchievableTable> all(Achievable achievable) {
    return achievable.people() == 0
        ? List.of()
        : Stream.concat(summary(achievable).stream(), Stream.of(tenths(achievable))).toList();
  }

  /** What the oracle reaches, each model's share of it, and how far each is from the truth. */
  static List<AchievableTable> summary(Achievable achievable) {
    return achievable.people() == 0
        ? List.of()
        : List.of(oracle(achievable.oracle()), shares(achievable), distances(achievable));
  }

  private static AchievableTable oracle(ModelFigures oracle) {
    return new AchievableTable(
        "The best that anyone could do",
        cells("", ORACLE, Metric::title),
        List.of(cells(oracle.title(), ORACLE, metric -> oracle.metrics().get(metric))));
  }

  private static AchievableTable shares(Achievable achievable) {
    return new AchievableTable(
        "Share of the achievable: 0 is what the event rate alone gives, 1 what the true"
            + " probabilities give",
        cells("", Achievable.metrics(), Metric::title),
        models(achievable)
            .map(model -> cells(model.title(), Achievable.metrics(), model.shares()::get))
            .toList());
  }

  private static AchievableTable distances(Achievable achievable) {
    return new AchievableTable(
        "Distance of the predicted from the true probability",
        List.of("", "mean absolute", "root mean squared", "of the means, by tenth"),
        models(achievable)
            .map(
                model ->
                    List.of(
                        model.title(),
                        model.meanAbsoluteError().rounded(4),
                        model.rootMeanSquaredError().rounded(4),
                        rounded(model.trueCalibrationError())))
            .toList());
  }

  private static AchievableTable tenths(Achievable achievable) {
    return new AchievableTable(
        "Predicted and true, by tenth of the people",
        List.of("people", "mean predicted", "mean true", "predicted minus true"),
        achievable.model().calibration().stream()
            .map(
                bin ->
                    List.of(
                        Integer.toString(bin.people()),
                        rounded(bin.meanPredicted()),
                        rounded(bin.meanTrue()),
                        rounded(bin.error())))
            .toList());
  }

  private static Stream<TruthFigures> models(Achievable achievable) {
    return Stream.concat(Stream.of(achievable.model()), achievable.baselines().stream());
  }

  private static List<String> cells(
      String title, List<Metric> metrics, Function<Metric, Object> cell) {
    return Stream.concat(Stream.of(title), metrics.stream().map(cell).map(String::valueOf))
        .toList();
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
