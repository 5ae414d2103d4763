package dev.norn.model.explain;

import dev.norn.cohort.StableHash;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.Scores;
import dev.norn.model.evaluation.StratifiedBootstrap;
import dev.norn.model.space.BenjaminiHochberg;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Testing with concept activation vectors (Kim et al. 2018), as life2vec does it (Savcisens et al.
 * 2024) but for the layer, see {@link ConceptLayer}, and the nulls: a random concept is as many of
 * the same people, drawn at random, and its vector is learnt in the same way.
 */
public final class ConceptStudy {

  /** On each side of a concept among those it is learnt from. */
  private static final int LEAST_PEOPLE = 20;

  private static final double TAUGHT = 2.0 / 3;
  private static final int BAG = 50;

  private final Path release;
  private final Vocabulary vocabulary;
  private final List<PersonSequence> learnt;
  private final List<PersonSequence> asked;
  private final int randomConcepts;
  private final long seed;

  /** What was found. */
  public record Findings(List<LearntConcept> concepts, List<ConceptEffect> effects) {}

  /**
   * @param release folder of a release
   * @param vocabulary of the release
   * @param learnt from whom concepts are learnt, of the validation side
   * @param asked whose logits are moved, of the test side
   * @param randomConcepts 20 or more: with fewer no p can be small
   * @param seed of all draws
   */
  public ConceptStudy(
      Path release,
      Vocabulary vocabulary,
      List<PersonSequence> learnt,
      List<PersonSequence> asked,
      int randomConcepts,
      long seed) {
    if (randomConcepts < 20) {
      throw new IllegalArgumentException(
          "[random concepts] found " + randomConcepts + "; expected 20 or more");
    }
    this.release = release;
    this.vocabulary = vocabulary;
    this.learnt = List.copyOf(learnt);
    this.asked = List.copyOf(asked);
    this.randomConcepts = randomConcepts;
    this.seed = seed;
  }

  /**
   * @param outcomes names, each with its place among the release's
   * @throws IllegalArgumentException if too few people have a concept, or do not have it
   */
  public Findings run(List<Concept> concepts, Map<String, Integer> outcomes) throws IOException {
    List<boolean[]> holders =
        concepts.stream().map(each -> each.holders(learnt, vocabulary)).toList();
    for (int i = 0; i < concepts.size(); i++) {
      refuseFew(concepts.get(i), holders.get(i));
    }
    List<LearntConcept> found = new ArrayList<>();
    List<ConceptEffect> effects = new ArrayList<>();
    try (LayerPoints points = new LayerPoints(release)) {
      double[][] embedded = points.at(ConceptLayer.EMBEDDING, learnt);
      double[][] encoded = points.at(ConceptLayer.ENCODED, learnt);
      for (int i = 0; i < concepts.size(); i++) {
        found.add(learn(concepts.get(i), embedded, holders.get(i)));
      }
      for (Map.Entry<String, Integer> outcome : outcomes.entrySet()) {
        for (ConceptLayer layer : ConceptLayer.values()) {
          double[][] people = layer == ConceptLayer.ENCODED ? encoded : embedded;
          double[][] gradients = points.gradients(layer, asked, outcome.getValue());
          for (int i = 0; i < concepts.size(); i++) {
            effects.add(
                effect(
                    concepts.get(i).name(),
                    outcome.getKey(),
                    layer,
                    people,
                    holders.get(i),
                    gradients));
          }
        }
      }
    }
    return new Findings(found, adjusted(effects));
  }

  private static List<ConceptEffect> adjusted(List<ConceptEffect> effects) {
    double[] adjusted =
        BenjaminiHochberg.adjusted(effects.stream().mapToDouble(ConceptEffect::p).toArray());
    return IntStream.range(0, adjusted.length)
        .mapToObj(i -> effects.get(i).withAdjusted(adjusted[i]))
        .toList();
  }

  // Without the numbers: they would be counts of few people.
  private static void refuseFew(Concept concept, boolean[] holders) {
    int people = count(holders);
    if (people < LEAST_PEOPLE || holders.length - people < LEAST_PEOPLE) {
      throw new IllegalArgumentException(
          "[concept %s] found fewer than %d people with it, or without it, among those it is learnt from; expected %d or more of each. Ask for more people, or widen the concept"
              .formatted(concept.name(), LEAST_PEOPLE, LEAST_PEOPLE));
    }
  }

  private static int count(boolean[] holders) {
    int count = 0;
    for (boolean holder : holders) {
      count += holder ? 1 : 0;
    }
    return count;
  }

  private LearntConcept learn(Concept concept, double[][] embedded, boolean[] holders) {
    double[] direction = ConceptVector.of(embedded, all(holders), holders);
    double[] without =
        IntStream.of(all(holders))
            .filter(person -> !holders[person])
            .mapToDouble(person -> ConceptVector.dot(direction, embedded[person]))
            .toArray();
    float[] narrowed = new float[direction.length];
    for (int i = 0; i < narrowed.length; i++) {
      narrowed[i] = (float) direction[i];
    }
    int people = count(holders);
    return new LearntConcept(
        concept,
        narrowed,
        StatUtils.mean(without),
        Math.sqrt(StatUtils.variance(without)),
        DisclosureRules.DEFAULT.rounded(people),
        DisclosureRules.DEFAULT.rounded(holders.length - people),
        heldOut(embedded, holders));
  }

  private Interval heldOut(double[][] embedded, boolean[] holders) {
    int[] taught = IntStream.of(all(holders)).filter(this::isTaught).toArray();
    int[] held = IntStream.of(all(holders)).filter(person -> !isTaught(person)).toArray();
    double[] direction = ConceptVector.of(embedded, taught, holders);
    double[] scores = new double[held.length];
    boolean[] has = new boolean[held.length];
    for (int i = 0; i < held.length; i++) {
      scores[i] = 1 / (1 + Math.exp(-ConceptVector.dot(direction, embedded[held[i]])));
      has[i] = holders[held[i]];
    }
    return StratifiedBootstrap.withSeed(seed).interval(Metric.AUROC, new Scores(scores, has));
  }

  private boolean isTaught(int person) {
    return StableHash.of(seed, "taught " + learnt.get(person).person().value()) < TAUGHT;
  }

  /**
   * @param people at the layer, by person, then by channel
   * @param gradients of the logit at the layer, of other people
   */
  ConceptEffect effect(
      String concept,
      String outcome,
      ConceptLayer layer,
      double[][] people,
      boolean[] holders,
      double[][] gradients) {
    SplittableRandom random = new SplittableRandom(seed);
    double own = figure(layer, ConceptVector.of(people, all(holders), holders), gradients);
    double[] bag = new double[BAG];
    for (int i = 0; i < BAG; i++) {
      bag[i] =
          figure(layer, ConceptVector.of(people, resample(holders, random), holders), gradients);
    }
    double[] chance = new double[randomConcepts];
    for (int i = 0; i < randomConcepts; i++) {
      boolean[] drawn = shuffled(holders, random);
      chance[i] = figure(layer, ConceptVector.of(people, all(drawn), drawn), gradients);
    }
    double mean = StatUtils.mean(chance);
    long asFar =
        Arrays.stream(chance).filter(c -> Math.abs(c - mean) >= Math.abs(own - mean)).count();
    double p = (1.0 + asFar) / (1 + randomConcepts);
    return new ConceptEffect(
        concept,
        outcome,
        layer,
        new Interval(own, StatUtils.percentile(bag, 2.5), StatUtils.percentile(bag, 97.5)),
        StatUtils.percentile(chance, 2.5),
        StatUtils.percentile(chance, 97.5),
        p,
        p);
  }

  /** Share of people whose logit rises, or the mean rise. */
  private static double figure(ConceptLayer layer, double[] direction, double[][] gradients) {
    double sum = 0;
    for (double[] gradient : gradients) {
      double derivative = ConceptVector.dot(direction, gradient);
      sum += layer == ConceptLayer.EMBEDDING ? derivative : derivative > 0 ? 1 : 0;
    }
    return sum / gradients.length;
  }

  private static int[] all(boolean[] holders) {
    return IntStream.range(0, holders.length).toArray();
  }

  /** People with the concept and without it apart, so that both are there. */
  private static int[] resample(boolean[] holders, SplittableRandom random) {
    int[] with = IntStream.range(0, holders.length).filter(i -> holders[i]).toArray();
    int[] without = IntStream.range(0, holders.length).filter(i -> !holders[i]).toArray();
    return IntStream.range(0, holders.length)
        .map(
            i ->
                i < with.length
                    ? with[random.nextInt(with.length)]
                    : without[random.nextInt(without.length)])
        .toArray();
  }

  private static boolean[] shuffled(boolean[] holders, SplittableRandom random) {
    boolean[] shuffled = holders.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      boolean kept = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = kept;
    }
    return shuffled;
  }
}
