package dev.norn.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.norn.event.LifeEvent;
import dev.norn.sequence.LandmarkDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Labels that somebody else made, as facts of a register: each is dated the landmark that it is the
 * label of. Who has none on the own landmark, or both, is unknown.
 *
 * @param register whose facts are labels; one without any token, else a label would be an input
 * @param field whose code is the label
 * @param positive codes that say yes; null: true
 * @param negative codes that say no; null: false. Any other code says nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListedLabels(
    String register, String field, List<String> positive, List<String> negative) {

  public ListedLabels {
    Objects.requireNonNull(register, "listed.register: name the register of the labels");
    Objects.requireNonNull(field, "listed.field: name the field that holds the label");
    positive = positive == null ? List.of("true") : List.copyOf(positive);
    negative = negative == null ? List.of("false") : List.copyOf(negative);
    if (positive.stream().anyMatch(negative::contains)) {
      throw new IllegalArgumentException(
          "listed: a code is both 'positive' and 'negative'; it says one or the other");
    }
  }

  OutcomeLabel of(Collection<LifeEvent> facts, LandmarkDate landmark) {
    Set<OutcomeLabel> said =
        facts.stream()
            .filter(fact -> fact.register().equals(register))
            .filter(fact -> fact.occurred().equals(landmark.date()))
            .map(this::label)
            .filter(label -> label != OutcomeLabel.UNKNOWN)
            .collect(Collectors.toSet());
    return said.size() == 1 ? said.iterator().next() : OutcomeLabel.UNKNOWN;
  }

  private OutcomeLabel label(LifeEvent fact) {
    String code = fact.fields().get(field);
    if (positive.contains(code)) {
      return OutcomeLabel.POSITIVE;
    }
    return negative.contains(code) ? OutcomeLabel.NEGATIVE : OutcomeLabel.UNKNOWN;
  }
}
