package dev.norn.model.serving;

import dev.norn.model.graph.SequenceBatch;

/**
 * What is fed to a {@link ServedFunction}.
 *
 * @param outcome index of the outcome to explain, or {@link #NO_OUTCOME}
 */
record SequenceCall(SequenceBatch batch, int outcome) {

  static final int NO_OUTCOME = -1;
}
