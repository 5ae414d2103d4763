package dev.norn.model.release;

import dev.norn.model.graph.TrainingLog;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The losses of one stage. What is no number is not drawn. */
final class LossPanel {

  static final String INK = "var(--ink, #222)";

  private static final String LINE = "var(--line, #777)";
  private static final String MARK = "var(--mark, #06c)";
  private static final int WIDTH = 260;
  private static final int HEIGHT = 180;
  private static final int LEFT = 60;
  private static final int TOP = 30;
  private static final int TICKS = 4;

  private final StringBuilder svg = new StringBuilder();
  private final TrainingLog log;
  private final int left;
  private final double lowest;
  private final double highest;

  /**
   * @param from where the panel begins, from the drawing's left edge
   */
  LossPanel(TrainingLog log, int from) {
    this.log = log;
    this.left = from + LEFT;
    double[] drawn =
        log.epochs().stream()
            .flatMap(epoch -> Stream.of(epoch.trainingLoss(), epoch.validationLoss()))
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    this.lowest = drawn.length == 0 ? 0 : drawn[0];
    double most = drawn.length == 0 ? 1 : drawn[drawn.length - 1];
    this.highest = most > lowest ? most : lowest + 1;
  }

  String svg() {
    text(left + WIDTH / 2.0, TOP - 12, "middle", log.stage());
    axes();
    curve(TrainingLog.Epoch::trainingLoss, LINE, "stroke-dasharray='4'");
    curve(TrainingLog.Epoch::validationLoss, MARK, "");
    for (TrainingLog.Epoch epoch : log.epochs()) {
      if (epoch.epoch() == log.bestEpoch() && Double.isFinite(epoch.validationLoss())) {
        add(
            "<circle cx='%.1f' cy='%.1f' r='5' fill='none' stroke='%s'/>\n",
            x(epoch.epoch()), y(epoch.validationLoss()), MARK);
      }
    }
    return svg.toString();
  }

  private void axes() {
    line(left, TOP + HEIGHT, left + WIDTH, TOP + HEIGHT);
    line(left, TOP, left, TOP + HEIGHT);
    for (int tick = 0; tick <= TICKS; tick++) {
      double loss = lowest + (highest - lowest) * tick / TICKS;
      text(left - 6, y(loss) + 4, "end", String.format(Locale.ROOT, "%.3f", loss));
    }
    text(x(1), TOP + HEIGHT + 18, "middle", "1");
    if (epochs() > 1) {
      text(x(epochs()), TOP + HEIGHT + 18, "middle", Integer.toString(epochs()));
    }
    text(left + WIDTH / 2.0, TOP + HEIGHT + 36, "middle", "epoch");
  }

  private void curve(ToDoubleFunction<TrainingLog.Epoch> loss, String colour, String more) {
    List<TrainingLog.Epoch> drawn =
        log.epochs().stream().filter(e -> Double.isFinite(loss.applyAsDouble(e))).toList();
    StringBuilder points = new StringBuilder();
    for (TrainingLog.Epoch epoch : drawn) {
      double x = x(epoch.epoch());
      double y = y(loss.applyAsDouble(epoch));
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      add("<circle cx='%.1f' cy='%.1f' r='2.5' fill='%s'/>\n", x, y, colour);
    }
    add(
        "<polyline points='%s' fill='none' stroke='%s' %s/>\n",
        points.toString().strip(), colour, more);
  }

  private int epochs() {
    return log.epochs().size();
  }

  private double x(int epoch) {
    return epochs() <= 1
        ? left + WIDTH / 2.0
        : left + 8 + (WIDTH - 16.0) * (epoch - 1) / (epochs() - 1);
  }

  private double y(double loss) {
    return TOP + HEIGHT - HEIGHT * (loss - lowest) / (highest - lowest);
  }

  private void line(double x1, double y1, double x2, double y2) {
    add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'/>\n", x1, y1, x2, y2, INK);
  }

  private void text(double x, double y, String anchor, String text) {
    add("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>\n", x, y, anchor, text);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
