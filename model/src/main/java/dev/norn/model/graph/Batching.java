package dev.norn.model.graph;

/**
 * How examples are put together. Most numbers count positions, which is what memory and time
 * follow.
 *
 * @param positions of a batch, padding included: what one step of the optimiser follows
 * @param sequences of a batch, at most: else short lives would be learned from in a few huge steps
 * @param memoryPositions most that are computed at once; a batch of more is computed in parts whose
 *     gradients are added up
 * @param bufferPositions positions of the examples that are held to draw batches from, before
 *     padding; raised to what the shapes need
 * @param paddedLengths different lengths to pad to, at most; 0 pads every sequence to the model's
 *     longest, as life2vec does, whose result depends on it
 */
public record Batching(
    int positions, int sequences, int memoryPositions, long bufferPositions, int paddedLengths) {

  /** As many as life2vec has in a batch. */
  public static final int SEQUENCES = 64;

  /** About 64 MiB of sequences. */
  public static final long BUFFER = 1L << 22;

  /** A compiler may take seconds for each; half as many compute some 4 % more on padding. */
  public static final int LENGTHS = 20;

  public Batching {
    if (positions < 1
        || sequences < 1
        || memoryPositions < 1
        || bufferPositions < 1
        || paddedLengths < 0) {
      throw new IllegalArgumentException(
          ("[batches] positions, sequences, memoryPositions and bufferPositions must be at least 1,"
                  + " paddedLengths not negative; found %d, %d, %d, %d, %d")
              .formatted(positions, sequences, memoryPositions, bufferPositions, paddedLengths));
    }
  }

  /** Of {@link #SEQUENCES} sequences at most. */
  public Batching(int positions, int memoryPositions, long bufferPositions, int paddedLengths) {
    this(positions, SEQUENCES, memoryPositions, bufferPositions, paddedLengths);
  }

  /** Parts of a batch. */
  int parts() {
    return (positions + memoryPositions - 1) / memoryPositions;
  }

  /** Sequences of a part, at most. */
  int partSequences() {
    return (sequences + parts() - 1) / parts();
  }

  /** Positions of a part. */
  int partPositions() {
    return (positions + parts() - 1) / parts();
  }
}
