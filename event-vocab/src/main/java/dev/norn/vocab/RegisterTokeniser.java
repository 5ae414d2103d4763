package dev.norn.vocab;

import dev.norn.event.RegisterDefinition;
import java.util.List;

/**
 * The part of a register definition that a sequence needs, with its fitted tokenisers; it travels
 * inside the vocabulary so that a release needs no definition files.
 *
 * @param order place among the registers for events of one day
 * @param role events or background
 * @param fields in token order
 */
public record RegisterTokeniser(
    String register, int order, RegisterDefinition.Role role, List<FieldTokeniser> fields) {
  public RegisterTokeniser {
    fields = List.copyOf(fields);
  }
}
