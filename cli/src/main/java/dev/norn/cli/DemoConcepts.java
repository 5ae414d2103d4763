package dev.norn.cli;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.explain.Concept;
import dev.norn.model.explain.ConceptStudy;
import dev.norn.model.explain.PeopleSample;
import dev.norn.model.release.Release;
import dev.norn.sequence.PersonSequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Learns the study's concepts that enough people have, so that selections can be told by them. */
final class DemoConcepts {

  /** Enough to learn directions from; figures of so few are rough. */
  private static final int PEOPLE = 300;

  private static final int RANDOM_CONCEPTS = 100;

  private DemoConcepts() {}

  /** How many were learnt. */
  static int learn(Servers servers, Study study, Release release, Corpus corpus, long seed)
      throws Exception {
    ConceptStudy learning =
        new ConceptStudy(
            release.folder(),
            release.vocabulary(),
            people(corpus, Split.VALIDATION, seed),
            people(corpus, Split.TEST, seed),
            RANDOM_CONCEPTS,
            seed);
    List<Concept> concepts = learning.learnable(study.concepts());
    if (!concepts.isEmpty()) {
      new ConceptRows(release.id(), seed, RANDOM_CONCEPTS)
          .write(servers.database(), learning.run(concepts, outcomes(release)));
    }
    return concepts.size();
  }

  private static List<PersonSequence> people(Corpus corpus, Split side, long seed) {
    return PeopleSample.of(corpus, side, PEOPLE, seed);
  }

  private static Map<String, Integer> outcomes(Release release) {
    Map<String, Integer> places = new LinkedHashMap<>();
    release.outcomes().forEach(outcome -> places.put(outcome, places.size()));
    return places;
  }
}
