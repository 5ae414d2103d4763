package dev.norn.model.report;

import dev.norn.model.evaluation.ReliabilityBin;
import java.util.List;
import java.util.Locale;

/**
 * Observed share against mean predicted probability, as an inline drawing whose colours are the
 * page's. Both axes run from 0 to the highest value shown.
 */
final class ReliabilityDiagram {

  private static final int SIDE = 300;
  private static final int LEFT = 60;
  private static final int TOP = 10;
  private static final int TICKS = 4;

  private final List<ReliabilityBin> bins;
  private final double highest;

  ReliabilityDiagram(List<ReliabilityBin> bins) {
    this.bins = bins;
    this.highest =
        bins.stream().mapToDouble(b -> Math.max(b.meanPredicted(), b.high())).max().orElse(1);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg viewBox='0 0 %d %d' width='%d' role='img' aria-labelledby='%s'><title id='%s'>%s"
            + "</title>\n",
        LEFT + SIDE + 20,
        TOP + SIDE + 50,
        LEFT + SIDE + 20,
        titleId(),
        titleId(),
        "Reliability: observed share against mean predicted probability; the dashed line is"
            + " perfect agreement, bars are 95 % intervals; the numbers are in the table below");
    axes(svg);
    line(svg, x(0), y(0), x(highest), y(highest), "stroke='var(--line)' stroke-dasharray='4'");
    for (ReliabilityBin bin : bins) {
      double x = x(bin.meanPredicted());
      line(svg, x, y(bin.low()), x, y(bin.high()), "stroke='var(--mark)'");
      add(svg, "<circle cx='%.1f' cy='%.1f' r='4' fill='var(--mark)'/>\n", x, y(bin.observed()));
    }
    return svg.append("</svg>\n").toString();
  }

  // Two diagrams on a page must not share an id.
  private String titleId() {
    return "reliability-" + Integer.toHexString(bins.hashCode());
  }

  private void axes(StringBuilder svg) {
    line(svg, x(0), y(0), x(highest), y(0), "stroke='var(--ink)'");
    line(svg, x(0), y(0), x(0), y(highest), "stroke='var(--ink)'");
    for (int tick = 0; tick <= TICKS; tick++) {
      double value = highest * tick / TICKS;
      text(svg, x(value), TOP + SIDE + 18, "middle", label(value));
      text(svg, LEFT - 6, y(value) + 4, "end", label(value));
    }
    text(svg, x(highest / 2), TOP + SIDE + 40, "middle", "mean predicted");
    add(
        svg,
        "<text transform='translate(12 %d) rotate(-90)' text-anchor='middle'>observed</text>\n",
        TOP + SIDE / 2);
  }

  private double x(double value) {
    return LEFT + SIDE * value / highest;
  }

  private double y(double value) {
    return TOP + SIDE - SIDE * value / highest;
  }

  private static String label(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static void line(
      StringBuilder svg, double x1, double y1, double x2, double y2, String stroke) {
    add(svg, "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' %s/>\n", x1, y1, x2, y2, stroke);
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    add(svg, "<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>\n", x, y, anchor, text);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
