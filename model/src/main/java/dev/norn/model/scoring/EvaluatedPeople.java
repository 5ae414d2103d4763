package dev.norn.model.scoring;

import dev.norn.cohort.Split;
import dev.norn.cohort.StableHash;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.SplitExamples;
import dev.norn.outcome.OutcomeLabel;
import java.util.List;
import java.util.stream.Stream;

/**
 * The people of a run's evaluation: about {@value #HELD} of each side that has more, drawn by a
 * hash of the person. What baselines need grows with the people and a run's memory must not;
 * intervals of more people take hours and are no narrower than anybody can use.
 */
final class EvaluatedPeople {

  static final int HELD = 50_000;

  // Not one that people split with: of a side, the hash of its own seed holds a part of the range
  // only.
  private static final long SEED = 0x62617365L;

  private final Corpus corpus;
  private final int held;
  private final List<CorpusExample> train;
  private final List<CorpusExample> validation;
  private final List<CorpusExample> test;

  EvaluatedPeople(Corpus corpus) {
    this(corpus, HELD);
  }

  /**
   * @param held people of a side who are kept in memory, about
   */
  EvaluatedPeople(Corpus corpus, int held) {
    this.corpus = corpus;
    this.held = held;
    this.train = drawn(Split.TRAIN);
    this.validation = drawn(Split.VALIDATION);
    this.test = drawn(Split.TEST);
  }

  SplitExamples splits() {
    return new SplitExamples(train::stream, validation::stream, test::stream);
  }

  /** Whether a person of this side is among them. */
  boolean holds(Split side, String person) {
    long people = corpus.manifest().people(side);
    return people <= held || StableHash.of(SEED, person) < (double) held / people;
  }

  /**
   * Null where there are enough to learn from and to evaluate, else what is missing.
   *
   * @param least people with the outcome, and without
   */
  String tooFew(String outcome, int least) {
    if (isTooFew(train, outcome, least)) {
      return "the training split has fewer than " + least + " people with it, or without";
    }
    return isTooFew(test, outcome, least)
        ? "the test split has fewer than " + least + " people with it, or without"
        : null;
  }

  private static boolean isTooFew(List<CorpusExample> people, String outcome, int least) {
    return Stream.of(OutcomeLabel.POSITIVE, OutcomeLabel.NEGATIVE)
        .anyMatch(label -> people.stream().filter(p -> p.label(outcome) == label).count() < least);
  }

  /** A sentence. */
  String whoTookPart() {
    return "Of the sides of the split %s training, %s validation and %s test people took part."
        .formatted(
            share(train, Split.TRAIN),
            share(validation, Split.VALIDATION),
            share(test, Split.TEST));
  }

  private String share(List<CorpusExample> people, Split side) {
    return "%,d of %,d".formatted(people.size(), corpus.manifest().people(side));
  }

  private List<CorpusExample> drawn(Split side) {
    try (Stream<CorpusExample> examples = corpus.examples(side)) {
      return examples.filter(example -> holds(side, example.sequence().person().value())).toList();
    }
  }
}
