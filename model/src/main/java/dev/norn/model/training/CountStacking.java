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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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
   * @param people with one outcome per head
   */
  static CountStacking fit(int tokens, List<HeadSpec> heads, LabelledPeople people) {
    Map<String, CountRegression> regressions = new HashMap<>();
    for (int i = 0; i < heads.size(); i++) {
      if (heads.get(i).kind() == OutcomeKind.BINARY && hasBoth(people, i)) {
        regressions.put(
            heads.get(i).outcome(),
            CountRegression.fit(
                tokens, labelled(people, Split.TRAIN, i), labelled(people, Split.VALIDATION, i)));
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

  private static boolean hasBoth(LabelledPeople people, int place) {
    Set<OutcomeLabel> found = EnumSet.noneOf(OutcomeLabel.class);
    try (Stream<LabelledSequence> training = people.of(Split.TRAIN)) {
      training.forEach(example -> found.add(example.outcomes().get(place).label()));
    }
    return found.contains(OutcomeLabel.POSITIVE) && found.contains(OutcomeLabel.NEGATIVE);
  }

  private static Supplier<Stream<CountRegression.Labelled>> labelled(
      LabelledPeople people, Split split, int place) {
    return () ->
        people
            .of(split)
            .filter(example -> example.outcomes().get(place).label() != OutcomeLabel.UNKNOWN)
            .map(
                example ->
                    new CountRegression.Labelled(
                        example.sequence(),
                        example.outcomes().get(place).label() == OutcomeLabel.POSITIVE));
  }
}
