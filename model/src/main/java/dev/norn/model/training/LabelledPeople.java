package dev.norn.model.training;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.model.graph.Seeds;
import dev.norn.outcome.ObservedOutcome;
import java.util.List;
import java.util.stream.Stream;

/** The people of a corpus with at least one known label, or a share of them. */
record LabelledPeople(Corpus corpus, List<String> outcomes, double share, long seed) {

  static LabelledPeople of(TrainingPlan plan, Corpus corpus) {
    List<String> outcomes = corpus.manifest().description().outcomes();
    return new LabelledPeople(corpus, outcomes, plan.labelShare(), plan.seed());
  }

  /** Of the training split, the share; of others, all. The caller closes the stream. */
  Stream<LabelledSequence> of(Split split) {
    return corpus
        .examples(split)
        .filter(example -> split != Split.TRAIN || chosen(example))
        .map(
            example ->
                new LabelledSequence(
                    example.sequence(), outcomes.stream().map(example::observed).toList()))
        .filter(example -> example.outcomes().stream().anyMatch(ObservedOutcome::isAnything));
  }

  private boolean chosen(CorpusExample example) {
    String person = example.sequence().person().value();
    return share >= 1 || Seeds.stream(seed, "labels " + person).nextDouble() < share;
  }
}
