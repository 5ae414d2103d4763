package dev.norn.ingestion.nation.parameters;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * One planted truth as {@code effects} of the parameters states it.
 *
 * @param cause in words
 * @param raises what it changes, in words
 * @param factor on the hazard while the cause is recent; 1 where none is stated
 * @param years for which the cause counts; 0 where that has no meaning
 * @param days how close two causes must be; 0 where that has no meaning
 * @param share of people, facts or occasions it touches; 0 where that has no meaning
 * @param kind causal, confounder, subgroup, order, timing, long-range, same-day or recording
 */
public record Effect(
    String cause, String raises, double factor, double years, int days, double share, String kind) {

  private static final Set<String> KEYS =
      Set.of("cause", "raises", "factor", "years", "days", "share", "kind");

  // By hand, since only some of the keys are required.
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Effect of(Map<String, Object> stated) {
    if (!KEYS.containsAll(stated.keySet())) {
      throw new IllegalArgumentException(
          "[nation/parameters.yaml] effects: found %s, expected some of %s"
              .formatted(new TreeSet<>(stated.keySet()), new TreeSet<>(KEYS)));
    }
    return new Effect(
        text(stated, "cause"),
        text(stated, "raises"),
        number(stated, "factor", 1),
        number(stated, "years", 0),
        (int) number(stated, "days", 0),
        number(stated, "share", 0),
        text(stated, "kind"));
  }

  private static String text(Map<String, Object> stated, String key) {
    return Objects.requireNonNull(stated.get(key), key + " of an effect is missing").toString();
  }

  private static double number(Map<String, Object> stated, String key, double otherwise) {
    return stated.containsKey(key) ? ((Number) stated.get(key)).doubleValue() : otherwise;
  }

  /** The same with nothing left of it. */
  Effect switchedOff() {
    return new Effect(cause, raises, 1, years, days, 0, kind);
  }
}
