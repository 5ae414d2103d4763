package dev.norn.cli;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.explain.PeopleSample;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import picocli.CommandLine.Option;

/** How many people of a corpus an explanation is averaged over, and the seed of all draws. */
final class PeopleOptions {

  @Option(
      names = "--people",
      paramLabel = "PEOPLE",
      defaultValue = "300",
      description = "of a side of the split, about, drawn by a hash (default: ${DEFAULT-VALUE})")
  private int people;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "of all draws and intervals (default: ${DEFAULT-VALUE})")
  private long seed;

  List<PersonSequence> of(Corpus corpus, Split side) {
    return PeopleSample.of(corpus, side, people, seed);
  }

  long seed() {
    return seed;
  }
}
