package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;

/** A curve per person and cause: what a model or a baseline of a time-to-event outcome gives. */
@FunctionalInterface
public interface CumulativeIncidence {

  /**
   * The probability that the cause, and no other before it, has come by the end of the day.
   *
   * @param cause from 1
   * @param day from the landmark; 0 gives 0
   */
  double of(CorpusExample example, int cause, int day);
}
