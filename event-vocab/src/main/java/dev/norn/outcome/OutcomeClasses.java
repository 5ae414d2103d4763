package dev.norn.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.norn.event.LifeEvent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Classes, one a fact: answers from 1 to 5, say, or the chapters of diagnoses. Either {@code order}
 * or {@code codes} is given.
 *
 * @param register whose facts give a class
 * @param field whose code is the class
 * @param order of an ordinal outcome: the codes, lowest class first; a fact with any other code
 *     gives no class
 * @param codes of a next event: beginnings of codes; the longest that a code begins with is its
 *     class, and any other code is of the class {@value #OTHER}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutcomeClasses(
    String register, String field, List<String> order, List<String> codes) {

  /** The last class of a next event. */
  public static final String OTHER = "other";

  public OutcomeClasses {
    Objects.requireNonNull(register, "register: classes need the register of their facts");
    Objects.requireNonNull(field, "field: classes need the field that gives the class");
    if ((order == null) == (codes == null)) {
      throw new IllegalArgumentException(
          "classes: give either 'order', of an ordinal outcome, or 'codes', of a next event");
    }
    order = order == null ? null : atLeast(2, "order", order);
    codes = codes == null ? null : atLeast(1, "codes", codes);
    if (codes != null && codes.contains(OTHER)) {
      throw new IllegalArgumentException(
          "codes: '" + OTHER + "' stands for every code that is not listed; take it out");
    }
  }

  private static List<String> atLeast(int least, String key, List<String> codes) {
    if (codes.size() < least) {
      throw new IllegalArgumentException(
          key
              + (least == 1
                  ? ": name at least one code"
                  : ": name at least two codes, lowest class first"));
    }
    if (codes.stream().distinct().count() < codes.size()) {
      throw new IllegalArgumentException(key + ": a code stands in it twice; each is one class");
    }
    return List.copyOf(codes);
  }

  /** Their names, in the order in which {@link #of} counts them. */
  List<String> names() {
    return order != null ? order : Stream.concat(codes.stream(), Stream.of(OTHER)).toList();
  }

  /**
   * @return place from 0; -1 where the fact gives no class
   */
  int of(LifeEvent fact) {
    String code = fact.fields().get(field);
    if (code == null || !fact.register().equals(register)) {
      return -1;
    }
    return order != null ? order.indexOf(code) : longestBeginning(code);
  }

  private int longestBeginning(String code) {
    int best = codes.size();
    for (int i = 0; i < codes.size(); i++) {
      boolean longer = best == codes.size() || codes.get(i).length() > codes.get(best).length();
      best = longer && code.startsWith(codes.get(i)) ? i : best;
    }
    return best;
  }

  /** For people. */
  String words() {
    return order != null
        ? "which of %s the first %s of %s is".formatted(String.join(" < ", order), field, register)
        : "which of %s the next %s of %s is".formatted(String.join(", ", names()), field, register);
  }
}
