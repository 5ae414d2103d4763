package dev.norn.model.graph;

import java.util.List;

/**
 * Examples that are computed at once: a batch, or as much of one as memory holds.
 *
 * @param rows no fewer than examples, so that equal lengths have equal shapes
 * @param length padded
 */
record MicroBatch<E>(List<E> examples, int rows, int length) {
  MicroBatch {
    examples = List.copyOf(examples);
  }
}
