package dev.norn.model.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The little HTML that a report needs; text from outside is escaped. */
public final class Html {

  private Html() {}

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

  static String number(double value, int decimals) {
    return Double.isNaN(value)
        ? "undefined"
        : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
