package dev.norn.model.report;

import java.util.Locale;

/** An inline drawing under construction; its colours are the page's. */
final class Svg {

  private final StringBuilder svg = new StringBuilder();

  /**
   * @param title what the drawing shows, for who cannot see it
   */
  Svg(int width, int height, String title) {
    this(width, height, title, "");
  }

  private Svg(int width, int height, String title, String attributes) {
    add(
        "<svg viewBox='0 0 %d %d' width='%d' role='img' aria-label='%s'%s>\n",
        width, height, width, Html.escaped(title), attributes);
    add("<title>%s</title>\n", Html.escaped(title));
  }

  /** A file of its own, with a font of its own; its colours must be stated. */
  static Svg document(int width, int height, String title) {
    return new Svg(
        width,
        height,
        title,
        " xmlns='http://www.w3.org/2000/svg' font-family='sans-serif' font-size='12'");
  }

  void line(double x1, double y1, double x2, double y2, String style) {
    add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' %s/>\n", x1, y1, x2, y2, style);
  }

  void circle(double x, double y, double radius, String style) {
    add("<circle cx='%.1f' cy='%.1f' r='%.1f' %s/>\n", x, y, radius, style);
  }

  /**
   * @param anchor start, middle or end
   */
  void text(double x, double y, String anchor, String text) {
    add("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>\n", x, y, anchor, Html.escaped(text));
  }

  void textUpwards(double x, double y, String text) {
    add(
        "<text transform='translate(%.1f %.1f) rotate(-90)' text-anchor='middle'>%s</text>\n",
        x, y, Html.escaped(text));
  }

  /**
   * @param points "x,y x,y …"
   */
  void path(String points, String style) {
    add("<polyline points='%s' fill='none' %s/>\n", points, style);
  }

  void area(String points, String style) {
    add("<polygon points='%s' %s/>\n", points, style);
  }

  String end() {
    return svg.append("</svg>\n").toString();
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
