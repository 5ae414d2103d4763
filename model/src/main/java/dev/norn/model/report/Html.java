package dev.norn.model.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The little HTML that a report needs; text from outside is escaped. */
public final class Html {

  // Colours after Okabe and Ito, told apart by the colour-blind too.
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
        :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #888;
          --mark: #0072b2; --second: #b34a00; --third: #007a5a; --fourth: #a0527d; }
        @media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #16181c; --line: #888;
          --mark: #56b4e9; --second: #e69f00; --third: #2fc49a; --fourth: #e39cc4; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; margin: 1rem 0; }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem; text-align: left; }
        td { font-variant-numeric: tabular-nums; white-space: nowrap; }
        caption { text-align: left; font-weight: 600; }
        summary { cursor: pointer; }
        .wide { overflow-x: auto; }
        .beside { display: flex; flex-wrap: wrap; gap: 1rem; }
        svg { max-width: 100%; height: auto; }
        svg text { fill: var(--ink); font-size: 12px; }
        .first { font-weight: 600; }
      </style></head><body>
      """;

  private Html() {}

  /** A whole page that needs nothing from outside. */
  public static String page(String title, String body) {
    return HEAD.replace("%s", escaped(title)) + body + "</body></html>\n";
  }

  /** Safe between tags and within quoted attributes. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }

  public static String heading(int level, String text) {
    return "<h" + level + ">" + escaped(text) + "</h" + level + ">\n";
  }

  public static String paragraph(String text) {
    return "<p>" + escaped(text) + "</p>\n";
  }

  /** What speaks against the model. */
  public static String defeat(String text) {
    return "<p class=first>" + escaped(text) + "</p>\n";
  }

  /** The first cell of each row is its title. */
  public static String table(
      String caption, List<String> header, Collection<? extends List<String>> rows) {
    StringBuilder html = new StringBuilder("<div class=wide><table><caption>");
    html.append(escaped(caption)).append("</caption><thead><tr>");
    header.forEach(cell -> html.append("<th scope=col>").append(escaped(cell)).append("</th>"));
    html.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr><th scope=row>").append(escaped(row.get(0))).append("</th>");
      row.stream()
          .skip(1)
          .forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table></div>\n").toString();
  }

  /** A table that is folded away until asked for: the numbers beside a drawing. */
  static String foldedTable(
      String caption, List<String> header, Collection<? extends List<String>> rows) {
    return "<details><summary>"
        + escaped(caption)
        + ", as a table</summary>\n"
        + table(caption, header, rows)
        + "</details>\n";
  }

  /** About ten of the rows, evenly spread, the first and the last included. */
  static <T> List<T> thinned(List<T> rows) {
    int wanted = 11;
    if (rows.size() <= wanted) {
      return rows;
    }
    List<T> kept = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      kept.add(rows.get(i * (rows.size() - 1) / (wanted - 1)));
    }
    return kept;
  }

  public static String number(double value, int decimals) {
    return Double.isNaN(value)
        ? "undefined"
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
