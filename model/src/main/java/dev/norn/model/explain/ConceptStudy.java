package dev.norn.model.explain;

import dev.norn.cohort.StableHash;
import dev.norn.model.space.BenjaminiHochberg;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Testing with concept activation vectors (Kim et al. 2018), as life2vec does it (Savcisens et al.
 * 2024) but for the layer, see {@link ConceptLayer}, and the nulls, see {@link RandomConcepts}.
 */
public final class ConceptStudy {

  /** On each side of a concept among those it is learnt from. */
  private static final int LEAST_PEOPLE = 20;

  private static final double TAUGHT = 2.0 / 3;

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

  /** Those of which the vocabulary has a token, and which enough people have and do not have. */
  public List<Concept> learnable(List<Concept> concepts) {
    return concepts.stream()
        .filter(each -> each.isIn(vocabulary) && isEnough(each.holders(learnt, vocabulary)))
        .toList();
  }

  private static boolean isEnough(boolean[] holders) {
    long people = LearntConcept.count(holders);
    return people >= LEAST_PEOPLE && holders.length - people >= LEAST_PEOPLE;
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
        found.add(LearntConcept.of(concepts.get(i), embedded, holders.get(i), taught(), seed));
      }
      for (Map.Entry<String, Integer> outcome : outcomes.entrySet()) {
        for (ConceptLayer layer : ConceptLayer.values()) {
          double[][] people = layer == ConceptLayer.ENCODED ? encoded : embedded;
          double[][] gradients = points.gradients(layer, asked, outcome.getValue());
          for (int i = 0; i < concepts.size(); i++) {
            effects.add(
                new RandomConcepts(randomConcepts, seed)
                    .against(
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
    if (!isEnough(holders)) {
      throw new IllegalArgumentException(
          "[concept %s] found fewer than %d people with it, or without it, among those it is learnt from; expected %d or more of each. Ask for more people, or widen the concept"
              .formatted(concept.name(), LEAST_PEOPLE, LEAST_PEOPLE));
    }
  }

  /** By person: two thirds teach, the others are told apart. */
  private boolean[] taught() {
    boolean[] taught = new boolean[learnt.size()];
    for (int person = 0; person < taught.length; person++) {
      String id = learnt.get(person).person().value();
      taught[person] = StableHash.of(seed, "taught " + id) < TAUGHT;
    }
    return taught;
  }
}
