package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** So many batches at a time: one that is too large for memory, in parts. */
final class BatchesInParts<E> implements Iterator<List<MicroBatch<E>>> {

  private final Iterator<MicroBatch<E>> batches;
  private final int parts;

  BatchesInParts(Iterator<MicroBatch<E>> batches, int parts) {
    this.batches = batches;
    this.parts = parts;
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public List<MicroBatch<E>> next() {
    List<MicroBatch<E>> drawn = new ArrayList<>();
    while (drawn.size() < parts && batches.hasNext()) {
      drawn.add(batches.next());
    }
    return drawn;
  }
}
