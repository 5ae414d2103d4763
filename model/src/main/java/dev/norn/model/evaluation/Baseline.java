package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.List;

/**
 * A simple model that a release must beat, fitted on the training split only. Safe for use by
 * several threads.
 */
public sealed interface Baseline
    permits LogisticRegressionBaseline,
        LifeTableBaseline,
        EventRateBaseline,
        BoostedTreesBaseline,
        CoxBaseline,
        GruBaseline {

  /** As printed in reports. */
  String title();

  /** Probability of the outcome it was fitted for; the labels are not looked at. */
  double probability(CorpusExample example);

  /** Of each person, in their order: for some baselines far quicker than one by one. */
  default double[] probabilities(List<CorpusExample> examples) {
    return examples.stream().mapToDouble(this::probability).toArray();
  }
}
