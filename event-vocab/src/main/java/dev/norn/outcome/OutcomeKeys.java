package dev.norn.outcome;

import dev.norn.cohort.FactRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which keys an outcome of a kind has to have, may have, and may not. */
record OutcomeKeys(OutcomeKind kind) {

  void requireEvent(List<FactRule> counts, FieldChange changes) {
    if (!kind.hasClasses() && counts.isEmpty() && changes == null) {
      throw new IllegalArgumentException(
          "counts: name at least one fact that counts, or a field that 'changes'");
    }
    if (kind.hasClasses() && changes != null) {
      throw new IllegalArgumentException(
          "changes: an outcome of kind " + kind + " has classes; take the key out");
    }
  }

  void requireClasses(OutcomeClasses classes) {
    if (!kind.hasClasses() && classes != null) {
      throw new IllegalArgumentException(
          "classes: only outcomes of kind ordinal and next-event have them, this one is " + kind);
    }
    if (kind == OutcomeKind.ORDINAL && (classes == null || classes.order() == null)) {
      throw new IllegalArgumentException(
          "classes: an ordinal outcome needs register, field and order");
    }
    if (kind == OutcomeKind.NEXT_EVENT && (classes == null || classes.codes() == null)) {
      throw new IllegalArgumentException("classes: a next event needs register, field and codes");
    }
  }

  void refuseOthers(String gap, List<FactRule> knownWhen) {
    if (kind == OutcomeKind.ORDINAL && !knownWhen.isEmpty()) {
      throw new IllegalArgumentException(
          "known-when: an ordinal outcome without a class is unknown; take the key out");
    }
    if (kind == OutcomeKind.TIME_TO_EVENT && gap != null) {
      throw new IllegalArgumentException(
          "gap: a time-to-event outcome starts at its landmark; take the key out, an evaluation can"
              + " leave out the first days");
    }
  }

  void requireCauses(String name, List<CompetingEvent> competes) {
    if (kind != OutcomeKind.TIME_TO_EVENT && !competes.isEmpty()) {
      throw new IllegalArgumentException(
          "competes: only an outcome of kind time-to-event has competing events, this one is "
              + kind);
    }
    Set<String> causes = new HashSet<>(Set.of(name));
    for (CompetingEvent event : competes) {
      if (!causes.add(event.cause())) {
        throw new IllegalArgumentException(
            "competes: the cause '"
                + event.cause()
                + "' is named twice or is the outcome itself; give each event a name of its own");
      }
    }
  }
}
