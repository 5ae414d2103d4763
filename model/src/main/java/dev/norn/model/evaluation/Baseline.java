package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;

/**
 * A simple model that a release must beat, fitted on the training split only. Safe for use by
 * several threads.
 */
public sealed interface Baseline
    permits LogisticRegressionBaseline, LifeTableBaseline, EventRateBaseline {

  /** As printed in reports. */
  String title();

  /** Probability of the outcome it was fitted for; the labels are not looked at. */
  double probability(CorpusExample example);
}
