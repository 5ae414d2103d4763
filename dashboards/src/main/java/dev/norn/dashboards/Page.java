package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of a list: what comes after the row that the page before ended with, so that rows which
 * are added meanwhile neither double nor skip one.
 *
 * @param after key of that row; null for the first page
 */
record Page(String after, int limit) {

  static final String AFTER = "after";
  static final String LIMIT = "limit";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

  /**
   * @param key what {@code after} may be
   * @param usual limit when none is asked for
   */
  static Page asked(Context context, Pattern key, int usual, int largest) {
    String after = context.queryParam(AFTER);
    if (after != null && !key.matcher(after).matches()) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "[after] is no key of a row; take it from the Link of a page");
    }
    return new Page(after, number(context, LIMIT, usual, largest));
  }

  /** A whole number from 1 that the query gives, or the usual one. */
  static int number(Context context, String parameter, int usual, int largest) {
    String sent = context.queryParam(parameter);
    if (sent == null) {
      return usual;
    }
    int number = NUMBER.matcher(sent).matches() ? Integer.parseInt(sent) : 0;
    if (number < 1 || number > largest) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "[%s] expected 1 to %d".formatted(parameter, largest));
    }
    return number;
  }

  /** One row more than the page has says whether another follows. */
  int rowsToRead() {
    return limit + 1;
  }

  /** Takes the row too many away, and links to the next page where there was one. */
  ArrayNode cut(Context context, ArrayNode rows, String key) {
    if (rows.size() > limit) {
      rows.remove(limit);
      link(context, rows.get(limit - 1).get(key).asText());
    }
    return rows;
  }

  void cut(Context context, ReadRows read, String key) {
    if (read.rows().size() > limit) {
      read.rows().remove(limit);
      link(context, (String) read.rows().get(limit - 1)[read.column(key)]);
    }
  }

  private void link(Context context, String last) {
    String others =
        context.queryParamMap().entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals(AFTER))
            .map(parameter -> "&" + parameter(parameter))
            .collect(Collectors.joining());
    context.header("Link", "<?after=" + encoded(last) + others + ">; rel=\"next\"");
  }

  private static String parameter(Map.Entry<String, List<String>> parameter) {
    return encoded(parameter.getKey()) + "=" + encoded(parameter.getValue().get(0));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
