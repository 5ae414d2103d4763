package dev.norn.model.explain;

import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.Scores;
import dev.norn.model.evaluation.StratifiedBootstrap;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A concept in the embeddings of a release.
 *
 * @param direction among embeddings of length 1, itself of length 1; callers must not change it
 * @param centre mean projection of people without the concept
 * @param scale standard deviation of these projections
 * @param people with the concept whom it was learnt from, rounded as disclosure rules say
 * @param others without it, likewise
 * @param auroc of the projections of a third of the people, by a direction that the others taught
 */
public record LearntConcept(
    Concept concept,
    float[] direction,
    double centre,
    double scale,
    long people,
    long others,
    Interval auroc) {

  /**
   * @param embedded people at the embedding, by person, then by channel
   * @param holders whether each has the concept
   * @param taught whether each teaches the direction that tells the others apart
   * @param seed of the interval
   * @throws IllegalArgumentException if the others all have it, or all have not
   */
  static LearntConcept of(
      Concept concept, double[][] embedded, boolean[] holders, boolean[] taught, long seed) {
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
    long people = count(holders);
    return new LearntConcept(
        concept,
        narrowed,
        StatUtils.mean(without),
        Math.sqrt(StatUtils.variance(without)),
        DisclosureRules.DEFAULT.rounded(people),
        DisclosureRules.DEFAULT.rounded(holders.length - people),
        heldOut(concept, embedded, holders, taught, seed));
  }

  private static Interval heldOut(
      Concept concept, double[][] embedded, boolean[] holders, boolean[] taught, long seed) {
    int[] teaching = IntStream.of(all(holders)).filter(person -> taught[person]).toArray();
    int[] held = IntStream.of(all(holders)).filter(person -> !taught[person]).toArray();
    long with = IntStream.of(held).filter(person -> holders[person]).count();
    if (with == 0 || with == held.length) {
      throw new IllegalArgumentException(
          "[concept %s] the third of the people that is told apart all have it, or all have not; expected both. Ask for more people, or draw with another seed"
              .formatted(concept.name()));
    }
    double[] direction = ConceptVector.of(embedded, teaching, holders);
    double[] scores = new double[held.length];
    boolean[] has = new boolean[held.length];
    for (int i = 0; i < held.length; i++) {
      scores[i] = 1 / (1 + Math.exp(-ConceptVector.dot(direction, embedded[held[i]])));
      has[i] = holders[held[i]];
    }
    return StratifiedBootstrap.withSeed(seed).interval(Metric.AUROC, new Scores(scores, has));
  }

  private static int[] all(boolean[] holders) {
    return IntStream.range(0, holders.length).toArray();
  }

  static long count(boolean[] holders) {
    return IntStream.range(0, holders.length).filter(person -> holders[person]).count();
  }
}
