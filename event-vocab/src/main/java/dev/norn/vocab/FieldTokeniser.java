package dev.norn.vocab;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.norn.event.DatePattern;
import dev.norn.event.LifeEvent;
import dev.norn.event.TokenRule;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Turns one field's value into a token's text; fitted, so nothing else is needed to repeat it.
 *
 * @param field the field's name in the life event
 * @param rule as in the register definition
 * @param bins fitted bins of a {@link TokenRule.Quantiles} rule; null for every other rule
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldTokeniser(String field, TokenRule rule, Bins bins) {

  /** The text of a field that is missing, or whose value counts so: it gives no token. */
  static final String MISSING = "";

  /**
   * @return the token's text, {@link #MISSING}, or null when the value has no form the rule can
   *     read (the vocabulary then gives {@link SpecialToken#UNK}, never silence)
   */
  public String text(LifeEvent fact) {
    String value = fact.fields().get(field);
    if (value == null) {
      return MISSING;
    }
    if (rule instanceof TokenRule.Category category) {
      return category.prefix() + "_" + cut(value, category.length());
    }
    if (rule instanceof TokenRule.Quantiles quantiles) {
      return binned(quantiles, number(value), fact);
    }
    if (rule instanceof TokenRule.Presence presence) {
      return presence.prefix();
    }
    return datePart((TokenRule.DatePart) rule, value);
  }

  private String binned(TokenRule.Quantiles rule, Double number, LifeEvent fact) {
    if (number == null) {
      return null;
    }
    if (!rule.holds(number)) {
      return MISSING;
    }
    if (bins == null) {
      return null;
    }
    int bin = bins.bin(number, fact);
    return bin == Bins.MISSING ? MISSING : rule.prefix() + "_" + bin;
  }

  /** The value as a finite number, or null. */
  static Double number(String value) {
    try {
      double number = Double.parseDouble(value);
      // Adding zero makes -0 and 0 one value.
      return Double.isFinite(number) ? number + 0.0 : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String cut(String value, Integer length) {
    return length == null || value.length() <= length ? value : value.substring(0, length);
  }

  private static String datePart(TokenRule.DatePart rule, String value) {
    try {
      LocalDate date = DatePattern.read(rule.format(), value);
      int part =
          switch (rule.part()) {
            case year -> date.getYear();
            case month -> date.getMonthValue();
            case decade -> date.getYear() / 10 * 10;
          };
      return rule.prefix() + "_" + part;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
