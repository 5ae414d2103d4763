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

  /**
   * @param most about so many are drawn, by a hash of the person, where the side has more
   */
  static AttackedPeople of(Corpus corpus, Split side, int most, long seed, BatchEncoder encoder)
      throws Exception {
    double share = (double) most / Math.max(1, corpus.manifest().people(side));
    List<CorpusExample> drawn = new ArrayList<>();
    try (Stream<CorpusExample> examples = corpus.examples(side)) {
      examples.filter(person -> StableHash.of(seed, id(person)) < share).forEachOrdered(drawn::add);
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

  int size() {
    return examples.size();
  }

  /** Of each person, by a hash of another seed than people are drawn with. */
  boolean[] halves(long seed) {
    boolean[] halves = new boolean[size()];
    for (int person = 0; person < halves.length; person++) {
      halves[person] = StableHash.of(seed, id(examples.get(person))) < 0.5;
    }
    return halves;
  }

  AttackedPeople and(AttackedPeople others) {
    return new AttackedPeople(
        Stream.concat(examples.stream(), others.examples.stream()).toList(),
        Stream.concat(encodings.stream(), others.encodings.stream()).toList());
  }

  private static String id(CorpusExample person) {
    return person.sequence().person().value();
  }
}
