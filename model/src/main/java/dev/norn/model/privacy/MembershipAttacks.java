package dev.norn.model.privacy;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.StratifiedBootstrap;
import dev.norn.model.serving.Encoding;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Who was trained with? People of the training side are the members, people of the test side the
 * others: a split by a hash leaves no other difference between them.
 *
 * <p>The attacker of the first attack has a person's outcome and the release's probability, and
 * takes a small loss for membership (Yeom et al. 2018). That of the second needs no shadow models:
 * it knows of half of the people whether they were members, and learns from everything that the
 * release says of them to tell the other half.
 */
final class MembershipAttacks {

  private final List<String> outcomes;
  private final long seed;
  private final StratifiedBootstrap bootstrap;

  MembershipAttacks(List<String> outcomes, long seed, StratifiedBootstrap bootstrap) {
    this.outcomes = outcomes;
    this.seed = seed;
    this.bootstrap = bootstrap;
  }

  List<Attack> on(AttackedPeople people) {
    boolean[] members = new boolean[people.size()];
    for (int person = 0; person < members.length; person++) {
      members[person] = people.examples().get(person).split() == Split.TRAIN;
    }
    List<Attack> attacks = new ArrayList<>();
    losses(people, members).ifPresent(attacks::add);
    double[][] features =
        IntStream.range(0, people.size())
            .mapToObj(person -> features(people, person))
            .toArray(double[][]::new);
    boolean[] known = people.halves(seed);
    attacks.add(
        Attack.of(
            "all that the release says",
            LinearAttack.guesses(features, members, known),
            LinearAttack.guessed(members, known),
            bootstrap));
    return attacks;
  }

  /** Nothing where no outcome is known of anybody. */
  private Optional<Attack> losses(AttackedPeople people, boolean[] members) {
    int[] known =
        IntStream.range(0, people.size()).filter(person -> meanLoss(people, person) >= 0).toArray();
    long with = IntStream.of(known).filter(person -> members[person]).count();
    if (with == 0 || with == known.length) {
      return Optional.empty();
    }
    double[] guesses =
        IntStream.of(known).mapToDouble(person -> Math.exp(-meanLoss(people, person))).toArray();
    boolean[] kept = new boolean[known.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = members[known[i]];
    }
    return Optional.of(Attack.of("loss threshold", guesses, kept, bootstrap));
  }

  /** Over the outcomes that are known of the person; -1 where none is. */
  private double meanLoss(AttackedPeople people, int person) {
    double sum = 0;
    int known = 0;
    for (int outcome = 0; outcome < outcomes.size(); outcome++) {
      double loss = loss(people.examples().get(person), people.encodings().get(person), outcome);
      if (loss >= 0) {
        sum += loss;
        known++;
      }
    }
    return known == 0 ? -1 : sum / known;
  }

  /** Before calibration, in nats; -1 where the outcome is not known. */
  private double loss(CorpusExample person, Encoding encoding, int outcome) {
    OutcomeLabel label = person.label(outcomes.get(outcome));
    if (label != OutcomeLabel.POSITIVE && label != OutcomeLabel.NEGATIVE) {
      return -1;
    }
    double logit = encoding.logits()[outcome];
    double wrong = label == OutcomeLabel.POSITIVE ? -logit : logit;
    return Math.max(0, wrong) + Math.log1p(Math.exp(-Math.abs(wrong)));
  }

  /**
   * The embedding, then of each outcome its logit and its loss, the mean loss for an unknown one.
   */
  private double[] features(AttackedPeople people, int person) {
    Encoding encoding = people.encodings().get(person);
    float[] embedding = encoding.embedding();
    double[] features = new double[embedding.length + 2 * outcomes.size()];
    for (int i = 0; i < embedding.length; i++) {
      features[i] = embedding[i];
    }
    double mean = Math.max(0, meanLoss(people, person));
    for (int outcome = 0; outcome < outcomes.size(); outcome++) {
      double loss = loss(people.examples().get(person), encoding, outcome);
      features[embedding.length + 2 * outcome] = encoding.logits()[outcome];
      features[embedding.length + 2 * outcome + 1] = loss < 0 ? mean : loss;
    }
    return features;
  }
}
