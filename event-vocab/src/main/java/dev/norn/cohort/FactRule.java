package dev.norn.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.norn.event.LifeEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Matches facts of one register, by a field's code or number where given.
 *
 * @param register whose facts
 * @param field the field that is looked at; null: any fact of the register matches
 * @param values codes that match; null: any code, as long as the field is not missing
 * @param below the field as a number must be smaller than this; null: no bound
 * @param atLeast the field as a number must be this or more; null: no bound
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FactRule(
    String register, String field, List<String> values, Double below, Double atLeast) {

  public FactRule {
    Objects.requireNonNull(register, "a fact rule needs its register");
    if (field == null && (values != null || below != null || atLeast != null)) {
      throw new IllegalArgumentException("a fact rule with a condition needs its field");
    }
    values = values == null ? null : List.copyOf(values);
  }

  public boolean matches(LifeEvent fact) {
    if (!fact.register().equals(register)) {
      return false;
    }
    if (field == null) {
      return true;
    }
    String value = fact.fields().get(field);
    return value != null && (values == null || values.contains(value)) && inBounds(value);
  }

  private boolean inBounds(String value) {
    if (below == null && atLeast == null) {
      return true;
    }
    try {
      double number = Double.parseDouble(value);
      return (below == null || number < below) && (atLeast == null || number >= atLeast);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** For people: "health whose diagnosis is E11 or I21". */
  public String words() {
    if (field == null) {
      return register;
    }
    List<String> conditions = new ArrayList<>();
    if (values != null) {
      conditions.add(String.join(" or ", values));
    }
    if (atLeast != null) {
      conditions.add("at least " + number(atLeast));
    }
    if (below != null) {
      conditions.add("below " + number(below));
    }
    return register
        + " whose "
        + field
        + " is "
        + (conditions.isEmpty() ? "stated" : String.join(" and ", conditions));
  }

  private static String number(double bound) {
    return BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }
}
