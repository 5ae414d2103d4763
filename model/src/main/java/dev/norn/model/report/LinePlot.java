package dev.norn.model.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes, with their names in a legend below. Told apart by dash pattern as well as by
 * colour. Points outside the axes are left out.
 */
final class LinePlot {

  private static final int WIDTH = 420;
  private static final int HEIGHT = 300;
  private static final int LEFT = 64;
  private static final int TOP = 12;
  private static final int LEGEND_LINE = 18;
  private static final int TICKS = 4;
  private static final String FIRST = "stroke='var(--mark)' stroke-width='2.5'";
  private static final String[] COLOURS = {"--second", "--third", "--fourth", "--ink"};
  private static final String[] DASHES = {"7 3", "2 3", "9 3 2 3", "4 4", "12 4", "1 5", "5 2 1 2"};

  private record Line(String name, double[] x, double[] y) {}

  private record Band(double[] x, double[] low, double[] high) {}

  private final String title;
  private final String xName;
  private final String yName;
  private final List<Line> lines = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();
  private double lowX;
  private double highX = 1;
  private double lowY;
  private double highY = 1;

  LinePlot(String title, String xName, String yName) {
    this.title = title;
    this.xName = xName;
    this.yName = yName;
  }

  LinePlot xFrom(double low, double high) {
    lowX = low;
    highX = high;
    return this;
  }

  LinePlot yFrom(double low, double high) {
    lowY = low;
    highY = high > low ? high : low + 1;
    return this;
  }

  LinePlot line(String name, double[] x, double[] y) {
    lines.add(new Line(name, x, y));
    return this;
  }

  /** An interval around a line. */
  LinePlot band(double[] x, double[] low, double[] high) {
    bands.add(new Band(x, low, high));
    return this;
  }

  String svg() {
    int height = TOP + HEIGHT + 52 + LEGEND_LINE * lines.size();
    Svg svg = new Svg(LEFT + WIDTH + 20, height, title);
    axes(svg);
    bands.forEach(band -> band(svg, band));
    for (int i = 0; i < lines.size(); i++) {
      String style = style(i);
      svg.path(points(lines.get(i).x(), lines.get(i).y(), false), style);
      double y = TOP + HEIGHT + 56 + LEGEND_LINE * i;
      svg.line(LEFT, y, LEFT + 34, y, style);
      svg.text(LEFT + 42, y + 4, "start", lines.get(i).name());
    }
    return svg.end();
  }

  // Four colours and seven patterns have no divisor in common: no two of 28 lines look alike.
  private static String style(int line) {
    return line == 0
        ? FIRST
        : "stroke='var("
            + COLOURS[(line - 1) % COLOURS.length]
            + ")' stroke-width='1.8' stroke-dasharray='"
            + DASHES[(line - 1) % DASHES.length]
            + "'";
  }

  private void band(Svg svg, Band band) {
    svg.area(
        points(band.x(), band.low(), false) + " " + points(band.x(), band.high(), true),
        "fill='var(--mark)' fill-opacity='0.16' stroke='none'");
  }

  private String points(double[] x, double[] y, boolean backwards) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      int at = backwards ? x.length - 1 - i : i;
      if (Double.isFinite(y[at]) && x[at] >= lowX && x[at] <= highX) {
        double shown = Math.max(lowY, Math.min(highY, y[at]));
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", placeX(x[at]), placeY(shown)));
      }
    }
    return points.toString().strip();
  }

  private void axes(Svg svg) {
    svg.line(LEFT, TOP + HEIGHT, LEFT + WIDTH, TOP + HEIGHT, "stroke='var(--ink)'");
    svg.line(LEFT, TOP, LEFT, TOP + HEIGHT, "stroke='var(--ink)'");
    for (int tick = 0; tick <= TICKS; tick++) {
      double x = lowX + (highX - lowX) * tick / TICKS;
      double y = lowY + (highY - lowY) * tick / TICKS;
      svg.text(placeX(x), TOP + HEIGHT + 18, "middle", label(x, highX - lowX));
      svg.text(LEFT - 6, placeY(y) + 4, "end", label(y, highY - lowY));
    }
    svg.text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 38, "middle", xName);
    svg.textUpwards(14, TOP + HEIGHT / 2.0, yName);
  }

  private double placeX(double x) {
    return LEFT + WIDTH * (x - lowX) / (highX - lowX);
  }

  private double placeY(double y) {
    return TOP + HEIGHT - HEIGHT * (y - lowY) / (highY - lowY);
  }

  private static String label(double value, double span) {
    return String.format(Locale.ROOT, span >= 0.5 ? "%.2f" : span >= 0.05 ? "%.3f" : "%.4f", value);
  }
}
