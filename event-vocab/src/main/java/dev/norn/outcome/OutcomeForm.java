package dev.norn.outcome;

import java.util.List;
import java.util.Objects;

/**
 * What the labels of an outcome look like, for files and models that no longer have its definition.
 *
 * @param horizonDays from the landmark to the last day of the horizon; 0 where it is not stated
 * @param causes of a time-to-event outcome: its own name, the event of interest, then the competing
 *     ones; otherwise empty. Cause 1 is the first.
 * @param classes of an ordinal outcome, lowest first; of a next event, the last of them any code
 *     that is not listed; otherwise empty
 */
public record OutcomeForm(
    OutcomeKind kind, int horizonDays, List<String> causes, List<String> classes) {

  /** A binary outcome of which nothing more is stated. */
  public static final OutcomeForm BINARY =
      new OutcomeForm(OutcomeKind.BINARY, 0, List.of(), List.of());

  public OutcomeForm {
    Objects.requireNonNull(kind, "kind");
    causes = List.copyOf(causes);
    classes = List.copyOf(classes);
    boolean fits =
        switch (kind) {
          case BINARY, COUNT -> causes.isEmpty() && classes.isEmpty();
          case ORDINAL, NEXT_EVENT -> causes.isEmpty() && classes.size() > 1;
          case TIME_TO_EVENT -> !causes.isEmpty() && classes.isEmpty() && horizonDays > 0;
        };
    if (!fits || horizonDays < 0) {
      throw new IllegalArgumentException(
          ("[outcome form] %s with a horizon of %d days, causes %s and classes %s; an ordinal one and a"
                  + " next event have two classes or more, one of time to event a horizon and causes,"
                  + " a binary one and a count neither causes nor classes")
              .formatted(kind, horizonDays, causes, classes));
    }
  }

  /** Whether labels come with a follow-up. */
  public boolean followed() {
    return kind != OutcomeKind.ORDINAL;
  }
}
