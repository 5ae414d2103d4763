package dev.norn.model.privacy;

import dev.norn.cohort.Split;
import dev.norn.cohort.StableHash;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * People of one side of a corpus and what a release says of them, in the order of the corpus.
 *
 * @param examples as the corpus has them
 * @param encodings of the same people
 */
record AttackedPeople(List<CorpusExample> examples, List<Encoding> encodings) {

  private static final int PART = 2_000;

  // The split may be by the same hash and seed: of one side only a stretch of numbers would be
  // left.
  private static final String DRAWN = "attacked ";
  private static final String HALVED = "known ";

  /**
   * @param most about so many are drawn, by a hash of the person, where the side has more
   */
  static AttackedPeople of(Corpus corpus, Split side, int most, long seed, BatchEncoder encoder)
      throws Exception {
    double share = (double) most / Math.max(1, corpus.manifest().people(side));
    List<CorpusExample> drawn = new ArrayList<>();
    try (Stream<CorpusExample> examples = corpus.examples(side)) {
      examples
          .filter(person -> isDrawn(person.sequence().person().value(), seed, share))
          .forEachOrdered(drawn::add);
    }
    List<Encoding> encodings = new ArrayList<>();
    for (int from = 0; from < drawn.size(); from += PART) {
      encodings.addAll(
          encoder.encode(
              drawn.subList(from, Math.min(drawn.size(), from + PART)).stream()
                  .map(CorpusExample::sequence)
                  .toList()));
    }
    return new AttackedPeople(drawn, encodings);
  }

  static boolean isDrawn(String person, long seed, double share) {
    return StableHash.of(seed, DRAWN + person) < share;
  }

  int size() {
    return examples.size();
  }

  /** Of each person, by a hash of its own. */
  boolean[] halves(long seed) {
    boolean[] halves = new boolean[size()];
    for (int person = 0; person < halves.length; person++) {
      String id = examples.get(person).sequence().person().value();
      halves[person] = StableHash.of(seed, HALVED + id) < 0.5;
    }
    return halves;
  }

  AttackedPeople and(AttackedPeople others) {
    return new AttackedPeople(
        Stream.concat(examples.stream(), others.examples.stream()).toList(),
        Stream.concat(encodings.stream(), others.encodings.stream()).toList());
  }
}
