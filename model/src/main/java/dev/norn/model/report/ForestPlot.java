package dev.norn.model.report;

import dev.norn.model.evaluation.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Estimates with their intervals, one below the other, with a line to set them against. */
final class ForestPlot {

  private static final int NAMES = 210;
  private static final int WIDTH = 330;
  private static final int ROW = 20;
  private static final int TOP = 8;

  private record Row(String name, Interval interval, String instead) {}

  private final String title;
  private final String axis;
  private final double reference;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param reference where the line stands; none where it is not a number
   */
  ForestPlot(String title, String axis, double reference) {
    this.title = title;
    this.axis = axis;
    this.reference = reference;
  }

  void row(String name, Interval interval) {
    rows.add(new Row(name, interval, ""));
  }

  /** A row without an estimate. */
  void row(String name, String instead) {
    rows.add(new Row(name, null, instead));
  }

  /** A title between rows. */
  void heading(String name) {
    rows.add(new Row(name, null, null));
  }

  String svg() {
    double low = reference;
    double high = reference;
    for (Row row : rows) {
      if (row.interval() != null && Double.isFinite(row.interval().low())) {
        low = Double.isNaN(low) ? row.interval().low() : Math.min(low, row.interval().low());
        high = Double.isNaN(high) ? row.interval().high() : Math.max(high, row.interval().high());
      }
    }
    double margin = high > low ? (high - low) / 20 : 0.5;
    return drawn(low - margin, high + margin);
  }

  private String drawn(double low, double high) {
    int bottom = TOP + ROW * rows.size() + 8;
    Svg svg = new Svg(NAMES + WIDTH + 30, bottom + 46, title);
    if (Double.isFinite(reference)) {
      double x = place(reference, low, high);
      svg.line(x, TOP, x, bottom, "stroke='var(--line)' stroke-dasharray='4'");
    }
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), TOP + ROW * i + ROW / 2.0, low, high);
    }
    svg.line(NAMES, bottom, NAMES + WIDTH, bottom, "stroke='var(--ink)'");
    for (int tick = 0; tick <= 4 && Double.isFinite(low); tick++) {
      double value = low + (high - low) * tick / 4;
      String label = String.format(Locale.ROOT, "%.3f", value);
      svg.text(place(value, low, high), bottom + 18, "middle", label);
    }
    svg.text(NAMES + WIDTH / 2.0, bottom + 38, "middle", axis);
    return svg.end();
  }

  private static void row(Svg svg, Row row, double y, double low, double high) {
    boolean heading = row.interval() == null && row.instead() == null;
    svg.text(heading ? 0 : 14, y + 4, "start", row.name());
    if (row.interval() != null && Double.isFinite(row.interval().low())) {
      double left = place(row.interval().low(), low, high);
      double right = place(row.interval().high(), low, high);
      svg.line(left, y, right, y, "stroke='var(--mark)' stroke-width='1.6'");
      double middle = place(row.interval().estimate(), low, high);
      svg.circle(middle, y, 3.5, "fill='var(--mark)'");
    } else if (!heading) {
      svg.text(NAMES + 8, y + 4, "start", row.interval() == null ? row.instead() : "undefined");
    }
  }

  private static double place(double value, double low, double high) {
    return NAMES + WIDTH * (value - low) / (high - low);
  }
}
