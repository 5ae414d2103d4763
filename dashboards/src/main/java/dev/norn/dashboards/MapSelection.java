package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.disclosure.DisclosureRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What may be told of a selection. Two selections may differ by few people, and rounding is no
 * proof against somebody who draws many: so the answer stays inside, with those who see persons.
 */
final class MapSelection {

  private static final int TOKENS_EACH_WAY = 25;
  private static final double NORMAL_95 = 1.959964;
  private static final double HALF = 0.5;
  private static final double DIGITS = 10_000;

  private final DisclosureRules rules;
  private final ArrayNode rows;
  private final int base;
  private long hidden;

  /**
   * @param rows of norn_research.map_selection
   */
  MapSelection(DisclosureRules rules, ArrayNode rows) {
    this.rules = rules;
    this.rows = rows;
    this.base = Math.max(rules.roundingBase(), rules.minimumCount() / 2);
  }

  Answer answer() {
    JsonNode people = of("people").get(0);
    boolean shown = isEnough(people.get("people")) && isEnough(people.get("others"));
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    answer.put("people", shown ? rules.rounded(people.get("people").longValue()) : null);
    answer.put("elsewhere", shown ? rules.rounded(people.get("others").longValue()) : null);
    answer.put("mean_probability", shown ? mean("probability") : null);
    answer.put("mean_true_probability", shown ? mean("true probability") : null);
    answer.set("observed", shown ? observed() : null);
    answer.set("tokens", shown ? tokens() : JsonRows.MAPPER.createArrayNode());
    answer.set("concepts", shown ? concepts() : JsonRows.MAPPER.createArrayNode());
    answer.put("hidden", shown ? hidden : 2).put("rule", rule(shown));
    return Answer.bytes(
        "application/json",
        answer.toString().getBytes(StandardCharsets.UTF_8),
        shown ? people.get("people").longValue() : 0);
  }

  private String rule(boolean shown) {
    String fewest = "Counts of fewer than %d people are withheld".formatted(rules.minimumCount());
    return shown
        ? fewest
            + (", and of all but so few; counts of tokens and outcomes are rounded to multiples of"
                    + " %d, and shares and rates are of rounded counts. Not to leave: selections that"
                    + " differ by few people tell of these few.")
                .formatted(base)
        : fewest + ": the selection, or what it leaves outside, is smaller.";
  }

  private List<JsonNode> of(String kind) {
    List<JsonNode> found = new ArrayList<>();
    rows.forEach(
        row -> {
          if (row.get("kind").textValue().equals(kind)) {
            found.add(row);
          }
        });
    return found;
  }

  /** Null stands for what the database withheld. */
  private boolean isEnough(JsonNode count) {
    return !count.isNull() && !rules.isSmall(count.longValue());
  }

  private Double mean(String kind) {
    List<JsonNode> found = of(kind);
    return found.isEmpty() || !isEnough(found.get(0).get("people"))
        ? null
        : digits(found.get(0).get("value").doubleValue());
  }

  private static double digits(double number) {
    return Math.round(number * DIGITS) / DIGITS;
  }

  private long rounded(double count) {
    return Math.floorDiv((long) count + base / 2, (long) base) * base;
  }

  private ObjectNode observed() {
    List<JsonNode> found = of("observed");
    if (found.isEmpty() || !isEnough(found.get(0).get("people"))) {
      return null;
    }
    JsonNode known = found.get(0);
    long people = rounded(known.get("people").longValue());
    ObjectNode observed = JsonRows.MAPPER.createObjectNode().put("people", people);
    if (isHidden(known.get("value"), known.get("people"))) {
      hidden++;
      observed.putNull("positive").putNull("rate").putNull("low").putNull("high");
      return observed;
    }
    long positive = rounded(known.get("value").doubleValue());
    double rate = (double) positive / people;
    double square = NORMAL_95 * NORMAL_95;
    double centre = (rate + square / (2 * people)) / (1 + square / people);
    double width =
        NORMAL_95
            * Math.sqrt(rate * (1 - rate) / people + square / (4.0 * people * people))
            / (1 + square / people);
    return observed
        .put("positive", positive)
        .put("rate", digits(rate))
        .put("low", digits(centre - width))
        .put("high", digits(centre + width));
  }

  private boolean isHidden(JsonNode count, JsonNode of) {
    return !isEnough(count) || rules.isSmall(Math.round(of.doubleValue() - count.doubleValue()));
  }

  private record Token(
      String text,
      String register,
      long people,
      double share,
      double elsewhere,
      double odds,
      double error) {

    double low() {
      return odds - NORMAL_95 * error;
    }

    double high() {
      return odds + NORMAL_95 * error;
    }
  }

  private ArrayNode tokens() {
    List<JsonNode> lives = of("lives");
    List<Token> told = new ArrayList<>();
    for (JsonNode row : of("token")) {
      if (isHidden(row.get("people"), row.get("value"))
          || isHidden(row.get("others"), row.get("other_value"))) {
        hidden++;
      } else {
        told.add(token(row, lives.get(0).get("people").doubleValue()));
      }
    }
    Stream<Token> more =
        told.stream()
            .filter(token -> token.low() > 0)
            .sorted(Comparator.comparingDouble((Token token) -> -token.low()))
            .limit(TOKENS_EACH_WAY);
    Stream<Token> less =
        told.stream()
            .filter(token -> token.high() < 0)
            .sorted(Comparator.comparingDouble(Token::high))
            .limit(TOKENS_EACH_WAY);
    ArrayNode tokens = JsonRows.MAPPER.createArrayNode();
    Stream.concat(more, less)
        .forEach(
            token ->
                tokens
                    .addObject()
                    .put("token", token.text())
                    .put("register", token.register())
                    .put("people", token.people())
                    .put("share", digits(token.share()))
                    .put("share_elsewhere", digits(token.elsewhere()))
                    .put("log_odds", digits(token.odds()))
                    .put("low", digits(token.low()))
                    .put("high", digits(token.high())));
    return tokens;
  }

  /**
   * The log of the odds ratio, 0.5 added to each cell, with Woolf's error; of rounded counts.
   *
   * @param lives known of the selection, of which some may have been looked at
   */
  private Token token(JsonNode row, double lives) {
    long people = rounded(row.get("people").longValue());
    long others = rounded(row.get("others").longValue());
    double without = Math.max(0, rounded(row.get("value").doubleValue()) - people) + HALF;
    double othersWithout =
        Math.max(0, rounded(row.get("other_value").doubleValue()) - others) + HALF;
    double with = people + HALF;
    double othersWith = others + HALF;
    return new Token(
        row.get("name").textValue(),
        row.get("register").textValue(),
        rounded(row.get("people").doubleValue() * lives / row.get("value").doubleValue()),
        people / (people + without - HALF),
        others / (others + othersWithout - HALF),
        Math.log(with / without) - Math.log(othersWith / othersWithout),
        Math.sqrt(1 / with + 1 / without + 1 / othersWith + 1 / othersWithout));
  }

  private ArrayNode concepts() {
    ArrayNode concepts = JsonRows.MAPPER.createArrayNode();
    for (JsonNode row : of("concept")) {
      if (isEnough(row.get("people")) && isEnough(row.get("others"))) {
        concepts
            .addObject()
            .put("concept", row.get("name").textValue())
            .put("mean", digits(row.get("value").doubleValue()))
            .put("mean_elsewhere", digits(row.get("other_value").doubleValue()));
      } else {
        hidden++;
      }
    }
    return concepts;
  }
}
