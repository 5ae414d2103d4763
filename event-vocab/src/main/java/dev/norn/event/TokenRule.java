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
   */
  record Quantiles(String prefix, int bins) implements TokenRule {
    public Quantiles {
      Objects.requireNonNull(prefix, "quantiles.prefix: the text before the value is missing");
      if (bins < 2) {
        throw new IllegalArgumentException("quantiles.bins must be 2 or more, got " + bins);
      }
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
