package dev.norn.model.graph;

import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Some of a stream's examples, any as likely as any other, without replacement and in one pass that
 * keeps their order (selection sampling, Knuth, The Art of Computer Programming 3.4.2, algorithm
 * S).
 */
final class Subset {

  private final SplittableRandom random;
  private long left;
  private long wanted;

  /**
   * @param all examples that the stream has
   * @param wanted of them; all where there are no more
   */
  Subset(long all, long wanted, SplittableRandom random) {
    this.left = all;
    this.wanted = Math.min(all, wanted);
    this.random = random;
  }

  /** Of one stream, which must be sequential; what is taken from it, closed with it. */
  <E> Stream<E> of(Stream<E> examples) {
    return examples.filter(example -> isTaken());
  }

  private boolean isTaken() {
    boolean taken = random.nextDouble() * left < wanted;
    left--;
    wanted -= taken ? 1 : 0;
    return taken;
  }
}
