package dev.norn.model.training;

import dev.norn.cohort.Split;
import dev.norn.model.baseline.CountRegression;
import dev.norn.model.evaluation.StackedLogits;
import dev.norn.model.finetuning.CountFeatures;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.model.graph.Weight;
import dev.norn.model.graph.Weights;
import dev.norn.outcome.OutcomeKind;
import dev.norn.outcome.OutcomeLabel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Adds a regression on counts of tokens to the logits of binary outcomes, within the model itself:
 * what is served, explained and calibrated is one model. A few thousand people teach an encoder
 * less than they teach a regression; how much of each there is, validation people decide.
 */
final class CountStacking {

  private final CountFeatures features;
  private final Map<String, CountRegression> regressions;

  /**
   * @param tokens of the vocabulary
   * @param regressions by outcome, of those that have one
   */
  CountStacking(int tokens, Map<String, CountRegression> regressions) {
    this.features = new CountFeatures(tokens);
    this.regressions = Map.copyOf(regressions);
  }

  /**
   * Fits a regression for each binary outcome of which the training split has both labels.
   *
   * @param tokens of the vocabulary
   * @param people with one outcome per head; they are held in memory
   */
  static CountStacking fit(int tokens, List<HeadSpec> heads, LabelledPeople people) {
    Map<String, CountRegression> regressions = new HashMap<>();
    if (heads.stream().anyMatch(head -> head.kind() == OutcomeKind.BINARY)) {
      // Gone over many times for each outcome; reading them from disk each time is slow.
      List<LabelledSequence> training = all(people, Split.TRAIN);
      List<LabelledSequence> validation = all(people, Split.VALIDATION);
      for (int i = 0; i < heads.size(); i++) {
        List<CountRegression.Labelled> own = labelled(training, i);
        boolean both = own.stream().map(CountRegression.Labelled::positive).distinct().count() == 2;
        if (heads.get(i).kind() == OutcomeKind.BINARY && both) {
          List<CountRegression.Labelled> held = labelled(validation, i);
          regressions.put(
              heads.get(i).outcome(), CountRegression.fit(tokens, own::stream, held::stream));
        }
      }
    }
    return new CountStacking(tokens, regressions);
  }

  /** Null where there is none. */
  CountRegression regression(String outcome) {
    return regressions.get(outcome);
  }

  /** The weights of a model whose head gives the stacked logit. */
  Weights stacked(Weights weights, HeadSpec head, StackedLogits stacking) {
    CountRegression regression = regressions.get(head.outcome());
    Map<String, Weight> all = new LinkedHashMap<>();
    weights.names().forEach(name -> all.put(name, weights.get(name)));
    String scaled = head.weightName("weight");
    all.put(scaled, line(weights.get(scaled), stacking.encoder(), 0));
    String moved = head.weightName("bias");
    double more = stacking.intercept() + stacking.counts() * regression.intercept();
    all.put(moved, line(weights.get(moved), stacking.encoder(), more));
    double[] coefficients = regression.coefficients();
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] *= stacking.counts();
    }
    Weight counts = features.weight(head, coefficients);
    all.put(counts.name(), counts);
    return new Weights(all.values());
  }

  private static Weight line(Weight weight, double slope, double intercept) {
    float[] values = weight.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (slope * values[i] + intercept);
    }
    return new Weight(weight.name(), weight.shape(), values);
  }

  private static List<LabelledSequence> all(LabelledPeople people, Split split) {
    try (Stream<LabelledSequence> examples = people.of(split)) {
      return examples.toList();
    }
  }

  private static List<CountRegression.Labelled> labelled(List<LabelledSequence> people, int place) {
    return people.stream()
        .filter(person -> person.outcomes().get(place).label() != OutcomeLabel.UNKNOWN)
        .map(
            person ->
                new CountRegression.Labelled(
                    person.sequence(),
                    person.outcomes().get(place).label() == OutcomeLabel.POSITIVE))
        .toList();
  }
}
