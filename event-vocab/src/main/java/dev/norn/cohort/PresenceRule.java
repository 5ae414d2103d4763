package dev.norn.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.norn.event.LifeEvent;
import dev.norn.sequence.LandmarkDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;

/**
 * Whether a person has certain facts up to the landmark.
 *
 * @param register as of a {@link FactRule}, like the next four
 * @param within ISO-8601 period that ends with the landmark, in which the facts must have occurred:
 *     P1Y is the year up to the landmark, this day included; null: ever
 * @param holding true: only states that still hold on the landmark, open ones included; null: any
 * @param times how many such facts there must be; null: one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PresenceRule(
    String register,
    String field,
    List<String> values,
    Double below,
    Double atLeast,
    String within,
    Boolean holding,
    Integer times) {

  public PresenceRule {
    values = values == null ? null : List.copyOf(values);
    refuseUnlessRule(register, field, values, below, atLeast);
    if (within != null) {
      refuseUnlessPeriod("within", within);
    }
    if (times != null && times < 1) {
      throw new IllegalArgumentException(
          "times: expected 1 or more, found "
              + times
              + "; for none at all list the facts as 'absent'");
    }
  }

  private static void refuseUnlessRule(
      String register, String field, List<String> values, Double below, Double atLeast) {
    new FactRule(register, field, values, below, atLeast);
  }

  static void refuseUnlessPeriod(String key, String period) {
    try {
      Period parsed = Period.parse(period);
      if (!parsed.isNegative() && !parsed.isZero()) {
        return;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        key + ": '" + period + "' is no period; write two years as P2Y, ninety days as P90D");
  }

  /** One such fact, whenever it occurred. */
  public static PresenceRule ever(FactRule rule) {
    return new PresenceRule(
        rule.register(),
        rule.field(),
        rule.values(),
        rule.below(),
        rule.atLeast(),
        null,
        null,
        null);
  }

  /**
   * @param facts of one person; those after the landmark are not looked at
   */
  public boolean holdsFor(Collection<LifeEvent> facts, LandmarkDate landmark) {
    FactRule fact = fact();
    LocalDate after = within == null ? null : landmark.date().minus(Period.parse(within));
    return facts.stream()
            .filter(fact::matches)
            .filter(each -> landmark.includes(each.occurred()))
            .filter(each -> after == null || each.occurred().isAfter(after))
            .filter(each -> !isTrue(holding) || holdsOn(each, landmark))
            .limit(least())
            .count()
        == least();
  }

  private FactRule fact() {
    return new FactRule(register, field, values, below, atLeast);
  }

  private int least() {
    return times == null ? 1 : times;
  }

  private static boolean isTrue(Boolean key) {
    return key != null && key;
  }

  private static boolean holdsOn(LifeEvent state, LandmarkDate landmark) {
    return state.until() == null || !state.until().isBefore(landmark.date());
  }

  /** For people: "a fact of health whose diagnosis is E11, within P2Y up to the landmark". */
  public String words() {
    StringBuilder words = new StringBuilder();
    words.append(least() == 1 ? "a fact of " : "at least " + least() + " facts of ");
    words.append(fact().words());
    if (within != null) {
      words.append(", within ").append(PeriodWords.of(within)).append(" up to the landmark");
    }
    if (isTrue(holding)) {
      words.append(", still holding on the landmark");
    }
    return words.toString();
  }
}
