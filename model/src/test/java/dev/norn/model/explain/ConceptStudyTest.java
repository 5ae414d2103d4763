package dev.norn.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.event.DefinitionException;
import dev.norn.model.TestingLives;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.TestingRelease;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConceptStudyTest {

  private static final int RANDOM_CONCEPTS = 39;
  private static final int CHANNELS = 6;

  /** Of the ten kinds of people, the first five. */
  private static final Concept KINDS =
      new Concept(
          "first-kinds",
          List.of("T_5", "T_6", "T_7", "T_8", "T_9", "T_10", "T_11", "T_12", "T_13", "T_14"),
          null,
          null,
          null,
          null);

  @TempDir private static Path release;

  private final Vocabulary vocabulary = TestingVocabulary.ofSize(TestingLives.VOCABULARY);
  private final List<PersonSequence> learnt = TestingLives.ofKinds(240, 3);
  private final ConceptStudy study = study(1);

  @BeforeAll
  static void export() throws IOException {
    try (TestingRelease trained = new TestingRelease()) {
      trained.write(release);
    }
  }

  private ConceptStudy study(long seed) {
    return new ConceptStudy(
        release, vocabulary, learnt, TestingLives.ofKinds(60, 4), RANDOM_CONCEPTS, seed);
  }

  @Test
  void aConceptIsToldInPeopleWhomItWasNotLearntFrom() throws IOException {
    ConceptStudy.Findings findings = study.run(List.of(KINDS), Map.of("first", 0));
    LearntConcept found = findings.concepts().get(0);
    assertThat(found.auroc().low()).isGreaterThan(0.5);
    assertThat(found.people() + found.others()).isEqualTo(learnt.size());
    double length = 0;
    for (float number : found.direction()) {
      length += number * number;
    }
    assertThat(length).isCloseTo(1, within(1e-5));
    assertThat(findings.effects())
        .extracting(ConceptEffect::layer)
        .containsExactly(ConceptLayer.ENCODED, ConceptLayer.EMBEDDING);
  }

  @Test
  void peopleWithTheConceptLieTowardsItByAboutWhatCentreAndScaleSay() throws IOException {
    LearntConcept found = study.run(List.of(KINDS), Map.of("first", 0)).concepts().get(0);
    boolean[] holders = KINDS.holders(learnt, vocabulary);
    double with = 0;
    double without = 0;
    try (BatchEncoder encoder = new BatchEncoder(release)) {
      for (int person = 0; person < holders.length; person++) {
        float[] embedding =
            encoder.encode(learnt.subList(person, person + 1)).get(0).normalisedEmbedding();
        double projection = 0;
        for (int i = 0; i < embedding.length; i++) {
          projection += embedding[i] * found.direction()[i];
        }
        double score = (projection - found.centre()) / found.scale();
        with += holders[person] ? score / found.people() : 0;
        without += holders[person] ? 0 : score / found.others();
      }
    }
    assertThat(without).isCloseTo(0, within(1e-3));
    assertThat(with).isGreaterThan(0.5);
  }

  /** A binary head is linear in the embedding: everybody's derivative is the same. */
  @Test
  void derivativeAtTheEmbeddingIsTheHeadsWeightAlongTheDirection() throws IOException {
    try (LayerPoints points = new LayerPoints(release)) {
      double[][] gradients = points.gradients(ConceptLayer.EMBEDDING, learnt.subList(0, 9), 0);
      for (double[] gradient : gradients) {
        assertThat(gradient).containsExactly(gradients[0], within(1e-5));
      }
      assertThat(points.gradients(ConceptLayer.ENCODED, learnt.subList(0, 9), 0)[1])
          .isNotEqualTo(points.gradients(ConceptLayer.ENCODED, learnt.subList(0, 9), 0)[2]);
    }
  }

  /** People differ along the first channel by what they have, and the logit rises along it. */
  @Test
  void aConceptThatTheLogitFollowsStandsOutOfRandomOnes() {
    SplittableRandom random = new SplittableRandom(5);
    boolean[] has = halves(80);
    double[][] people = gaussian(80, random);
    for (int person = 0; person < people.length; person++) {
      people[person][0] += has[person] ? 3 : 0;
    }
    double[][] gradients = gaussian(50, random);
    for (double[] gradient : gradients) {
      gradient[0] += 4;
    }
    ConceptEffect effect =
        new RandomConcepts(RANDOM_CONCEPTS, 1)
            .against("c", "o", ConceptLayer.ENCODED, people, has, gradients);
    assertThat(effect.effect().estimate()).isGreaterThan(0.9);
    assertThat(effect.nullHigh()).isGreaterThan(0.5);
    ConceptEffect mean =
        new RandomConcepts(RANDOM_CONCEPTS, 1)
            .against("c", "o", ConceptLayer.EMBEDDING, people, has, gradients);
    assertThat(mean.p()).isCloseTo(1.0 / (RANDOM_CONCEPTS + 1), within(1e-9));
    assertThat(mean.effect().estimate()).isGreaterThan(mean.nullHigh());
    assertThat(mean.effect().low()).isPositive();
  }

  @Test
  void aConceptOfChanceIsRarelyTakenForOne() {
    SplittableRandom random = new SplittableRandom(6);
    int draws = 100;
    int small = 0;
    double sum = 0;
    for (int draw = 0; draw < draws; draw++) {
      RandomConcepts another = new RandomConcepts(RANDOM_CONCEPTS, draw);
      double p =
          another
              .against(
                  "c",
                  "o",
                  ConceptLayer.EMBEDDING,
                  gaussian(60, random),
                  halves(60),
                  gaussian(20, random))
              .p();
      small += p <= 0.1 ? 1 : 0;
      sum += p;
    }
    assertThat(sum / draws).isBetween(0.4, 0.62);
    assertThat(small).isLessThan(20);
  }

  @Test
  void aSeedRepeatsAndAdjustedPAreNoSmaller() throws IOException {
    Map<String, Integer> outcomes = Map.of("first", 0);
    List<ConceptEffect> once = study(7).run(List.of(KINDS), outcomes).effects();
    List<ConceptEffect> again = study(7).run(List.of(KINDS), outcomes).effects();
    assertThat(again)
        .extracting(ConceptEffect::p)
        .isEqualTo(once.stream().map(ConceptEffect::p).toList());
    assertThat(once)
        .allSatisfy(each -> assertThat(each.adjusted()).isGreaterThanOrEqualTo(each.p()));
  }

  @Test
  void conceptsOfFewPeopleAndOfUnknownTokensAreRefused(@TempDir Path folder) throws IOException {
    Concept unknown = new Concept("u", List.of("wealth"), null, null, null, null);
    assertThatThrownBy(() -> study.run(List.of(unknown), Map.of("first", 0)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("[concept u] found none of its tokens");
    Concept everybody = new Concept("all", null, List.of("T_"), null, null, null);
    assertThatThrownBy(() -> study.run(List.of(everybody), Map.of("first", 0)))
        .hasMessageContaining("fewer than 20");
    assertThat(study.learnable(List.of(unknown, KINDS, everybody))).containsExactly(KINDS);
    Path file =
        Files.writeString(folder.resolve("a.concept.yaml"), "concept: A b\ntokens: [T_5]\n");
    assertThatThrownBy(() -> Concept.read(file)).hasMessageContaining("small letters");
    assertThatThrownBy(() -> new ConceptStudy(release, vocabulary, learnt, learnt, 3, 1))
        .hasMessageContaining("expected 20 or more");
  }

  private static boolean[] halves(int people) {
    boolean[] halves = new boolean[people];
    for (int person = 0; person < people; person += 2) {
      halves[person] = true;
    }
    return halves;
  }

  private static double[][] gaussian(int rows, SplittableRandom random) {
    double[][] numbers = new double[rows][CHANNELS];
    for (double[] row : numbers) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return numbers;
  }
}
