package dev.norn.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;

/** How a field's value becomes the text of a token. A small closed family, one record each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
  @JsonSubTypes.Type(name = "category", value = TokenRule.Category.class),
  @JsonSubTypes.Type(name = "quantiles", value = TokenRule.Quantiles.class),
  @JsonSubTypes.Type(name = "date-part", value = TokenRule.DatePart.class),
  @JsonSubTypes.Type(name = "presence", value = TokenRule.Presence.class)
})
public sealed interface TokenRule {

  /** Stands before the value and an underscore in the token's text, so that codes never mix. */
  String prefix();

  /**
   * That the field has a value at all, whatever it is: {@code INSULIN}, for facts of which only the
   * date is registered.
   *
   * @param prefix the whole text of the token
   */
  record Presence(String prefix) implements TokenRule {
    public Presence {
      Objects.requireNonNull(prefix, "presence.prefix: the text of the token is missing");
    }
  }

  /**
   * A code, cut to its first {@code length} characters: {@code ICD_I21}.
   *
   * @param length characters kept, or null for all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Category(String prefix, Integer length) implements TokenRule {
    public Category {
      Objects.requireNonNull(prefix, "category.prefix: the text before the value is missing");
      if (length != null && length < 1) {
        throw new IllegalArgumentException("category.length must be 1 or more");
      }
    }
  }

  /**
   * A number, as the place of its quantile bin among the training persons' values: {@code
   * INCOME_17}.
   *
   * @param bins wanted; fewer arise where values repeat
   * @param rule how edges are set and values sorted in; null: even shares
   * @param by fits edges apart in each of these; null: over all values together
   * @param byField fits edges apart for each value of this field of the same fact, such as the code
   *     that a measurement was taken under; where too few values of one were seen, its numbers
   *     count as missing. Null: over all together
   * @param above only values above this have a token, others count as missing; null: all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Quantiles(String prefix, int bins, Rule rule, By by, String byField, Double above)
      implements TokenRule {

    /** How edges are set and values sorted in. */
    public enum Rule {
      /** As in life2vec's code: two bins fewer, nothing below the smallest value. */
      life2vec
    }

    /** What edges are fitted apart for. */
    public enum By {
      /** The calendar year of the fact, so that inflation carries nobody through the bins. */
      year
    }

    public Quantiles {
      Objects.requireNonNull(prefix, "quantiles.prefix: the text before the value is missing");
      int least = rule == Rule.life2vec ? 3 : 2;
      if (bins < least) {
        throw new IllegalArgumentException(
            "quantiles.bins must be " + least + " or more, got " + bins);
      }
      if (rule != null && by != null) {
        throw new IllegalArgumentException(
            "quantiles: rule " + rule + " is over all years together; take out 'rule' or 'by'");
      }
      if (byField != null && (rule != null || by != null)) {
        throw new IllegalArgumentException(
            "quantiles: by-field stands alone; take out 'rule' and 'by', or 'by-field'");
      }
      if (above != null && !Double.isFinite(above)) {
        throw new IllegalArgumentException("quantiles.above must be a finite number");
      }
    }

    public Quantiles(String prefix, int bins) {
      this(prefix, bins, null, null, null, null);
    }

    /** Whether a value has a place among the bins at all. */
    public boolean holds(double value) {
      return above == null || value > above;
    }
  }

  /**
   * A part of a date: {@code MONTH_4}.
   *
   * @param format of the value, as of a date column; default yyyy-MM-dd
   */
  record DatePart(String prefix, Part part, String format) implements TokenRule {

    /** Which part of the date. */
    public enum Part {
      year,
      month,
      decade
    }

    public DatePart {
      Objects.requireNonNull(prefix, "date-part.prefix: the text before the value is missing");
      Objects.requireNonNull(part, "date-part.part: say year, month or decade");
      format = format == null ? "yyyy-MM-dd" : format;
      DatePattern.check(format);
    }
  }
}
