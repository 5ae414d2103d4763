package dev.norn.model.serving;

import dev.norn.model.graph.SequenceBatch;

/**
 * What is fed to a {@link ServedFunction}.
 *
 * @param outcome index of the outcome to explain, or {@link #NO_OUTCOME}
 * @param fraction of the way from a life without content, or {@link #NO_FRACTION}
 */
record SequenceCall(SequenceBatch batch, int outcome, float fraction) {

  static final int NO_OUTCOME = -1;
  static final float NO_FRACTION = Float.NaN;
}
