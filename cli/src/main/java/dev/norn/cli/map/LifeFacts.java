package dev.norn.cli.map;

import dev.norn.event.PersonId;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.vocab.SpecialToken;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a corpus knows of people, and of synthetic ones the truth. Facts of another landmark than
 * the embedding's are of another life, and left out.
 */
public final class LifeFacts {

  /** Of people of whom nothing but the embedding is known. */
  public static final LifeFacts NONE = new LifeFacts(Map.of(), null, Map.of());

  private final Map<EmbeddedPerson, Life> lives;
  private final LocalDate truthLandmark;
  private final Map<String, Map<PersonId, Double>> truth;

  /**
   * @param age in years; null where it is not known
   * @param tokens distinct ones, ascending, without special ones; null where they are not known
   * @param observed by outcome, where it is known
   */
  record Life(
      Float age,
      int[] tokens,
      Map<String, Boolean> observed,
      Map<String, Double> trueProbability) {}

  private LifeFacts(
      Map<EmbeddedPerson, Life> lives,
      LocalDate truthLandmark,
      Map<String, Map<PersonId, Double>> truth) {
    this.lives = lives;
    this.truthLandmark = truthLandmark;
    this.truth = truth;
  }

  /**
   * @param corpus with the vocabulary of the release
   */
  public static LifeFacts of(Corpus corpus) {
    Map<EmbeddedPerson, Life> lives = new HashMap<>();
    try (Stream<CorpusExample> examples = corpus.everybody()) {
      examples.forEach(
          example ->
              lives.put(
                  new EmbeddedPerson(
                      example.sequence().person().value(), example.sequence().landmark().date()),
                  life(example)));
    }
    return new LifeFacts(lives, null, Map.of());
  }

  /**
   * The same, with a nation's truth.
   *
   * @param landmark that the truth is of
   * @param byOutcome true probabilities, by outcome and person
   */
  public LifeFacts with(LocalDate landmark, Map<String, Map<PersonId, Double>> byOutcome) {
    return new LifeFacts(lives, landmark, byOutcome);
  }

  private static Life life(CorpusExample example) {
    int[] tokens =
        Arrays.stream(example.sequence().tokens())
            .filter(token -> token >= SpecialToken.values().length)
            .distinct()
            .sorted()
            .toArray();
    Map<String, Boolean> observed = new TreeMap<>();
    example
        .labels()
        .forEach(
            (outcome, label) -> {
              if (label != OutcomeLabel.UNKNOWN) {
                observed.put(outcome, label == OutcomeLabel.POSITIVE);
              }
            });
    return new Life(example.ageAtLandmark(), tokens, observed, Map.of());
  }

  Life of(EmbeddedPerson person) {
    Life life = lives.getOrDefault(person, new Life(null, null, Map.of(), Map.of()));
    return new Life(life.age(), life.tokens(), life.observed(), truth(person));
  }

  private Map<String, Double> truth(EmbeddedPerson person) {
    Map<String, Double> known = new TreeMap<>();
    if (person.landmark().equals(truthLandmark)) {
      PersonId id = new PersonId(person.person());
      truth.forEach(
          (outcome, people) -> {
            if (people.containsKey(id)) {
              known.put(outcome, people.get(id));
            }
          });
    }
    return known;
  }
}
