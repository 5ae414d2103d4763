package dev.norn.model.space;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The nearest tokens of each token, by cosine. Immutable. */
public final class Neighbours {

  private final int[][] nearest;

  private Neighbours(int[][] nearest) {
    this.nearest = nearest;
  }

  /**
   * @param count of neighbours of each token; fewer where there are no more tokens
   */
  public static Neighbours of(TokenSpace space, int count) {
    return new Neighbours(
        IntStream.range(0, space.tokens())
            .parallel()
            .mapToObj(token -> nearest(space, token, count))
            .toArray(int[][]::new));
  }

  private static int[] nearest(TokenSpace space, int token, int count) {
    double[] distances =
        IntStream.range(0, space.tokens())
            .mapToDouble(other -> space.cosineDistance(token, other))
            .toArray();
    return IntStream.range(0, space.tokens())
        .filter(other -> other != token)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer other) -> distances[other]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Places of the nearest tokens, the nearest first. */
  public List<Integer> of(int token) {
    return IntStream.of(nearest[token]).boxed().toList();
  }

  /** Of how many tokens each is a neighbour. */
  int[] inDegrees() {
    int[] degrees = new int[nearest.length];
    for (int[] neighbours : nearest) {
      for (int neighbour : neighbours) {
        degrees[neighbour]++;
      }
    }
    return degrees;
  }

  /** Share of neighbours that two spaces of the same tokens have in common. */
  double shared(Neighbours other) {
    long both = 0;
    long all = 0;
    for (int token = 0; token < nearest.length; token++) {
      List<Integer> theirs = other.of(token);
      both += of(token).stream().filter(theirs::contains).count();
      all += nearest[token].length;
    }
    return (double) both / all;
  }
}
