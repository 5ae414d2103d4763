package dev.norn.outcome;

import dev.norn.cohort.FactRule;
import dev.norn.cohort.PeriodWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Outcome definitions for people. */
final class OutcomeWords {

  private OutcomeWords() {}

  static List<String> of(OutcomeDefinition outcome) {
    List<String> lines = new ArrayList<>();
    lines.add(
        outcome.listed() == null
            ? what(outcome) + ", " + when(outcome)
            : listed(outcome.listed(), outcome.horizon()));
    if (outcome.among() != null) {
      lines.add(among(outcome.among()));
    }
    for (CompetingEvent event : outcome.competes()) {
      lines.add("ruled out by " + event.cause() + ": a fact of " + facts(event.facts()));
    }
    if (!outcome.censors().isEmpty()) {
      lines.add("no longer observed after a fact of " + facts(outcome.censors()));
    }
    if (!outcome.knownWhen().isEmpty()) {
      lines.add("unknown without a fact of " + facts(outcome.knownWhen()) + " in that time");
    }
    return lines;
  }

  private static String what(OutcomeDefinition outcome) {
    List<String> ways = new ArrayList<>();
    if (outcome.classes() != null) {
      ways.add(outcome.classes().words());
    } else if (!outcome.counts().isEmpty()) {
      ways.add("a fact of " + facts(outcome.counts()));
    }
    if (outcome.changes() != null) {
      FieldChange change = outcome.changes();
      ways.add(
          "a fact of %s whose %s is another than on the landmark"
              .formatted(change.register(), change.field()));
    }
    String sought =
        switch (outcome.kind()) {
          case TIME_TO_EVENT -> "the days to ";
          case COUNT -> "how many times ";
          case BINARY, ORDINAL, NEXT_EVENT -> "";
        };
    return sought + String.join(" or ", ways);
  }

  private static String listed(ListedLabels labels, String horizon) {
    return "the label of %s, dated the landmark: yes where its %s is %s, no where it is %s, else unknown; it looks %s ahead"
        .formatted(
            labels.register(),
            labels.field(),
            String.join(" or ", labels.positive()),
            String.join(" or ", labels.negative()),
            PeriodWords.of(horizon));
  }

  private static String when(OutcomeDefinition outcome) {
    String horizon = "within " + PeriodWords.of(outcome.horizon()) + " after the landmark";
    return outcome.gap() == null
        ? horizon
        : horizon + ", the first " + PeriodWords.of(outcome.gap()) + " left out";
  }

  private static String among(AtRisk among) {
    List<String> rules = new ArrayList<>();
    among.present().forEach(rule -> rules.add("with " + rule.words()));
    among.absent().forEach(rule -> rules.add("without " + rule.words()));
    return "among those " + String.join(" and ", rules) + "; everybody else is unknown";
  }

  private static String facts(List<FactRule> rules) {
    return rules.stream().map(FactRule::words).collect(Collectors.joining(", or of "));
  }
}
