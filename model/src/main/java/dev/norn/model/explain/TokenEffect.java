package dev.norn.model.explain;

import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.evaluation.Interval;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a token moved the logit of an outcome by, on average over the people who have it: of each
 * person the sum over the token's positions.
 *
 * @param people of the sample who have it
 * @param inputGradient mean of input × gradient
 * @param integrated mean of integrated gradients
 */
public record TokenEffect(int people, Interval inputGradient, Interval integrated) {

  /**
   * @param lives of the sample
   * @param seed of the intervals
   * @param rules of how many may be told of
   * @return nothing where too few people have the token to be told of
   */
  public static Optional<TokenEffect> of(
      int token,
      List<PersonSequence> lives,
      IntegratedGradients gradients,
      int outcome,
      long seed,
      DisclosureRules rules) {
    List<PersonSequence> holders =
        lives.stream().filter(life -> !positions(life, token).isEmpty()).toList();
    if (holders.isEmpty() || rules.isSmall(holders.size())) {
      return Optional.empty();
    }
    double[] plain = new double[holders.size()];
    double[] integrated = new double[holders.size()];
    List<Explanation> explained = gradients.explain(holders, outcome);
    for (int person = 0; person < holders.size(); person++) {
      for (int at : positions(holders.get(person), token)) {
        plain[person] += explained.get(person).inputGradient()[at];
        integrated[person] += explained.get(person).integrated()[at];
      }
    }
    return Optional.of(
        new TokenEffect(
            (int) rules.rounded(holders.size()),
            PeopleMean.of(plain, seed),
            PeopleMean.of(integrated, seed)));
  }

  private static List<Integer> positions(PersonSequence life, int token) {
    List<Integer> positions = new ArrayList<>();
    for (int at = 0; at < life.length(); at++) {
      if (life.tokens()[at] == token) {
        positions.add(at);
      }
    }
    return positions;
  }
}
