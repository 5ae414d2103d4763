package dev.norn.model.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One outcome on the test split beside the best that anyone could do: predict each person's true
 * probability. That needs all that the nation knows on the landmark, so what is in no register may
 * keep every model below 1.
 *
 * @param people test people with a known label and a true probability: all figures here are theirs
 * @param positives among them
 * @param lacking test people with a known label but no true probability, left out here
 * @param oracle the true probabilities, as if a model had predicted them
 * @param undefinedShares why there is no share of the achievable, by metric; empty when all are
 *     there
 * @param model the model
 * @param baselines in the order of the evaluation
 */
public record Achievable(
    int people,
    int positives,
    int lacking,
    ModelFigures oracle,
    Map<Metric, String> undefinedShares,
    TruthFigures model,
    List<TruthFigures> baselines) {

  public Achievable {
    Map<Metric, String> reasons = new EnumMap<>(Metric.class);
    reasons.putAll(undefinedShares);
    undefinedShares = Collections.unmodifiableMap(reasons);
    baselines = List.copyOf(baselines);
  }

  /** The metrics that have a share, in the order of printing. */
  public static List<Metric> metrics() {
    return OutcomeEvaluation.HEADLINE;
  }

  /** Whom the figures are of, then each share that is undefined and why, in sentences. */
  public List<String> notes() {
    Stream<String> undefined =
        undefinedShares.entrySet().stream()
            .map(e -> e.getKey().title() + " has no share: " + e.getValue() + ".");
    return people == 0
        ? List.of(coverage())
        : Stream.concat(Stream.of(coverage()), undefined).toList();
  }

  private String coverage() {
    int all = people + lacking;
    if (people == 0) {
      return format(
          "None of the %,d people has a true probability: check that the truth is of this landmark"
              + " and outcome, and that the work folder's pseudonym key is the one of the corpus.",
          all);
    }
    return lacking == 0
        ? format("True probabilities are known for all %,d people.", all)
        : format(
            "True probabilities are known for %,d of %,d people; the other %,d are left out of what"
                + " follows.",
            people, all, lacking);
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
