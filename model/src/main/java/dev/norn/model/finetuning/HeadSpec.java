package dev.norn.model.finetuning;

import dev.norn.outcome.FollowUp;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * One head: everything that decides the shapes of its weights and what its outputs mean.
 *
 * @param outcome its name
 * @param cuts of a time-to-event head: last day of each interval, counted from the landmark; the
 *     last is the horizon's
 * @param causes of a time-to-event head, the event of interest first
 * @param classes of an ordinal head, lowest first; of a head of next events in any order
 */
public record HeadSpec(
    String outcome,
    OutcomeKind kind,
    List<Integer> cuts,
    List<String> causes,
    List<String> classes) {

  private static final int INTERVALS = 8;

  public HeadSpec {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(kind, "kind");
    cuts = List.copyOf(cuts);
    causes = List.copyOf(causes);
    classes = List.copyOf(classes);
    boolean timed = kind == OutcomeKind.TIME_TO_EVENT;
    boolean classed = kind == OutcomeKind.ORDINAL || kind == OutcomeKind.NEXT_EVENT;
    if (timed == (cuts.isEmpty() || causes.isEmpty()) || classed == (classes.size() < 2)) {
      throw new IllegalArgumentException(
          "[head %s] %s with cuts %s, causes %s, classes %s; give what its kind needs"
              .formatted(outcome, kind, cuts, causes, classes));
    }
    for (int i = 0; i < cuts.size(); i++) {
      if (cuts.get(i) <= (i == 0 ? 0 : cuts.get(i - 1))) {
        throw new IllegalArgumentException(
            "[head %s] cuts %s; expected rising days after the landmark".formatted(outcome, cuts));
      }
    }
  }

  public static HeadSpec binary(String outcome) {
    return new HeadSpec(outcome, OutcomeKind.BINARY, List.of(), List.of(), List.of());
  }

  public static HeadSpec ordinal(String outcome, List<String> classes) {
    return new HeadSpec(outcome, OutcomeKind.ORDINAL, List.of(), List.of(), classes);
  }

  public static HeadSpec timeToEvent(String outcome, List<Integer> cuts, List<String> causes) {
    return new HeadSpec(outcome, OutcomeKind.TIME_TO_EVENT, cuts, causes, List.of());
  }

  public static HeadSpec count(String outcome) {
    return new HeadSpec(outcome, OutcomeKind.COUNT, List.of(), List.of(), List.of());
  }

  public static HeadSpec nextEvent(String outcome, List<String> classes) {
    return new HeadSpec(outcome, OutcomeKind.NEXT_EVENT, List.of(), List.of(), classes);
  }

  /**
   * The head for an outcome of a corpus. The intervals of a time-to-event head are cut where equal
   * shares of the events lie, so that each interval has as many events to learn from; equal lengths
   * would leave some empty where events bunch, as after a diagnosis or in a survey's year.
   *
   * @param training follow-ups of the training split; they alone decide the cuts
   */
  public static HeadSpec of(String outcome, OutcomeForm form, Collection<FollowUp> training) {
    return switch (form.kind()) {
      case BINARY -> binary(outcome);
      case ORDINAL -> ordinal(outcome, form.classes());
      case TIME_TO_EVENT -> timeToEvent(outcome, cuts(training, form.horizonDays()), form.causes());
      case COUNT -> count(outcome);
      case NEXT_EVENT -> nextEvent(outcome, form.classes());
    };
  }

  private static List<Integer> cuts(Collection<FollowUp> training, int horizon) {
    int[] days =
        training.stream()
            .filter(each -> each.cause() != FollowUp.CENSORED && each.days() < horizon)
            .mapToInt(FollowUp::days)
            .sorted()
            .toArray();
    int[] cuts = new int[INTERVALS];
    Arrays.fill(cuts, horizon);
    for (int i = 1; i < INTERVALS && days.length > 0; i++) {
      int place = (int) Math.ceil((double) i * days.length / INTERVALS) - 1;
      cuts[i - 1] = days[Math.max(0, place)];
    }
    return Arrays.stream(cuts).distinct().boxed().toList();
  }

  /** Whether all are ordinal, as life2vec's personality is. */
  static boolean areOrdinal(List<HeadSpec> heads) {
    return heads.stream().allMatch(head -> head.kind() == OutcomeKind.ORDINAL);
  }

  /**
   * The full name of a weight of this head.
   *
   * @param own among the head's weights
   */
  public String weightName(String own) {
    return "outcome." + outcome + "." + own;
  }

  /** Numbers in an answer, and outputs of the head's last layer. */
  int answers() {
    return switch (kind) {
      case BINARY, COUNT -> 1;
      case ORDINAL -> classes.size();
      case TIME_TO_EVENT -> cuts.size() * causes.size() + 1;
      case NEXT_EVENT -> classes.size() + 1;
    };
  }

  /** Whether it says what happened: who was censored says only where nothing did. */
  boolean isWhole(float[] answer) {
    double possible = 0;
    for (float share : answer) {
      possible += share;
    }
    return kind != OutcomeKind.TIME_TO_EVENT || possible <= 1;
  }

  /**
   * Writes what a head of this kind learns from.
   *
   * @param into zeros, from the place on
   * @return whether anything is known
   */
  boolean answer(ObservedOutcome observed, float[] into, int place) {
    return switch (kind) {
      case BINARY -> BinaryHead.answer(observed, into, place);
      case ORDINAL -> OrdinalHead.answer(this, observed, into, place);
      case TIME_TO_EVENT -> TimeToEventHead.answer(this, observed, into, place);
      case COUNT -> CountHead.answer(observed, into, place);
      case NEXT_EVENT -> NextEventHead.answer(this, observed, into, place);
    };
  }
}
