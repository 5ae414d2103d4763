package dev.norn.model.scoring;

import dev.norn.cohort.Split;
import dev.norn.cohort.StableHash;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.SplitExamples;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The people of a run's evaluation. Everybody of the test side is evaluated; of larger sides than
 * {@value #HELD} people the baselines learn from about so many, drawn by a hash of the person: what
 * they need grows with the people, and a run's memory must not.
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
  }

  SplitExamples splits() {
    return new SplitExamples(train::stream, validation::stream, test());
  }

  /** A sentence. */
  String whoTaughtTheBaselines() {
    return "The baselines learned from %,d of %,d training people, and were tuned on %,d of %,d others."
        .formatted(
            train.size(),
            corpus.manifest().people(Split.TRAIN),
            validation.size(),
            corpus.manifest().people(Split.VALIDATION));
  }

  private List<CorpusExample> drawn(Split side) {
    double share = (double) held / corpus.manifest().people(side);
    try (Stream<CorpusExample> examples = corpus.examples(side)) {
      return examples
          .filter(
              example ->
                  share >= 1 || StableHash.of(SEED, example.sequence().person().value()) < share)
          .toList();
    }
  }

  /** Read from disk for each pass where they are many: slow, and flat in memory. */
  private Supplier<Stream<CorpusExample>> test() {
    if (corpus.manifest().people(Split.TEST) > held) {
      return () -> corpus.examples(Split.TEST);
    }
    try (Stream<CorpusExample> examples = corpus.examples(Split.TEST)) {
      return examples.toList()::stream;
    }
  }
}
