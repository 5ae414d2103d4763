package dev.norn.model.explain;

import dev.norn.cohort.Split;
import dev.norn.cohort.StableHash;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.stream.Stream;

/** People of one side of a corpus, drawn by a hash of the pseudonym: the same for ever. */
public final class PeopleSample {

  // The split may be by the same hash and seed: of one side only a stretch of numbers would be
  // left.
  private static final String OF_ITS_OWN = "explained ";

  private PeopleSample() {}

  /**
   * @param most about so many are drawn where the side has more
   * @return in the order of the corpus
   * @throws IllegalArgumentException when it is nobody
   */
  public static List<PersonSequence> of(Corpus corpus, Split side, int most, long seed) {
    if (most < 1) {
      throw new IllegalArgumentException("[people] found " + most + "; expected 1 or more");
    }
    double share = (double) most / Math.max(1, corpus.manifest().people(side));
    try (Stream<CorpusExample> examples = corpus.examples(side)) {
      List<PersonSequence> drawn =
          examples
              .map(CorpusExample::sequence)
              .filter(life -> StableHash.of(seed, OF_ITS_OWN + life.person().value()) < share)
              .toList();
      if (drawn.isEmpty()) {
        throw new IllegalArgumentException(
            "[corpus] nobody of side %s was drawn; expected people. Give a corpus with that side, or ask for more people"
                .formatted(side));
      }
      return drawn;
    }
  }
}
