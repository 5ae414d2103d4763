package dev.norn.outcome;

import dev.norn.event.LifeEvent;
import java.util.List;
import java.util.Objects;

/**
 * Classes with an order, one a fact: answers from 1 to 5, say.
 *
 * @param register whose facts give a class
 * @param field whose code is the class
 * @param order the codes, lowest class first; a fact with any other code gives no class
 */
public record OrderedClasses(String register, String field, List<String> order) {

  public OrderedClasses {
    Objects.requireNonNull(register, "register: ordered classes need the register of their facts");
    Objects.requireNonNull(field, "field: ordered classes need the field that gives the class");
    if (order == null || order.size() < 2) {
      throw new IllegalArgumentException("order: name at least two codes, lowest class first");
    }
    order = List.copyOf(order);
    if (order.stream().distinct().count() < order.size()) {
      throw new IllegalArgumentException("order: a code stands in it twice; each is one class");
    }
  }

  /**
   * @return place in the order from 0; -1 where the fact gives no class
   */
  int of(LifeEvent fact) {
    String code = fact.fields().get(field);
    return code != null && fact.register().equals(register) ? order.indexOf(code) : -1;
  }
}
