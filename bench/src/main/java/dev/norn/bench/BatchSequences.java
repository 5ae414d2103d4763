package dev.norn.bench;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.streaming.CorpusJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sequences of a corpus, which a bounded job writes of all that is on the topic. */
final class BatchSequences {

  private static final int PARALLELISM = 2;

  private BatchSequences() {}

  /** By person; people who are not in the cohort are left out. */
  static Map<String, Fingerprint> of(TemporaryStack stack, BriefRelease release, Path folder)
      throws Exception {
    Corpus corpus =
        new CorpusJob(stack.bootstrapServers(), PARALLELISM, Set.of())
            .write(
                folder,
                release.release().vocabulary(),
                release.cohort(ReplayTable.COHORT),
                List.of(release.outcome()),
                release.release().maxLength())
            .corpus();
    Map<String, Fingerprint> sequences = new TreeMap<>();
    for (Split split : Split.values()) {
      try (Stream<CorpusExample> examples = corpus.examples(split)) {
        examples.forEach(
            example ->
                sequences.put(
                    example.sequence().person().value(), Fingerprint.of(example.sequence())));
      }
    }
    return sequences;
  }
}
