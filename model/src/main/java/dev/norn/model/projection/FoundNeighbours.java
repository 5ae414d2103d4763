package dev.norn.model.projection;

import dev.norn.model.graph.Seeds;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The nearest vectors of each, and how many of the true ones they are.
 *
 * @param nearest by vector, the nearest first, itself left out
 * @param search how they were found
 * @param recall share of the true 15 nearest, of 500 vectors
 */
public record FoundNeighbours(int[][] nearest, Search search, double recall) {

  /** How neighbours are found. */
  public enum Search {
    EXACT,
    JVECTOR
  }

  /** Up to so many, each is compared with all. */
  public static final int MOST_EXACT = 50_000;

  /** A map of fewer true neighbours shows groups that are none. */
  public static final double LEAST_RECALL = 0.97;

  private static final int CHECKED = 500;
  private static final int CHECKED_NEIGHBOURS = 15;

  /**
   * @param count of neighbours of each
   * @throws IllegalStateException when an index finds less than {@link #LEAST_RECALL}
   */
  public static FoundNeighbours of(
      UnitVectors vectors, int count, long seed, MapProgress progress) {
    var done = new CountedProgress(progress, "neighbours", vectors.size());
    return vectors.size() <= MOST_EXACT
        ? new FoundNeighbours(ExactNeighbours.of(vectors, count, done), Search.EXACT, 1)
        : checked(vectors, GraphNeighbours.of(vectors, count, done), seed);
  }

  /** Compares some with the true ones. */
  static FoundNeighbours checked(UnitVectors vectors, int[][] nearest, long seed) {
    SplittableRandom random = Seeds.stream(seed, "neighbours checked");
    int[] asked =
        random
            .ints(0, vectors.size())
            .distinct()
            .limit(Math.min(CHECKED, vectors.size()))
            .toArray();
    int[][] exact = ExactNeighbours.of(vectors, asked, CHECKED_NEIGHBOURS, done -> {});
    double recall =
        IntStream.range(0, asked.length)
            .mapToDouble(i -> share(exact[i], nearest[asked[i]]))
            .average()
            .orElseThrow();
    if (recall < LEAST_RECALL) {
      throw new IllegalStateException(
          "[map] the index found %.3f of the true neighbours; expected %.2f or more. No map was made; with fewer people neighbours are exact"
              .formatted(recall, LEAST_RECALL));
    }
    return new FoundNeighbours(nearest, Search.JVECTOR, recall);
  }

  private static double share(int[] exact, int[] found) {
    Set<Integer> near = new HashSet<>();
    for (int i = 0; i < Math.min(exact.length, found.length); i++) {
      near.add(found[i]);
    }
    return (double) IntStream.of(exact).filter(near::contains).count() / exact.length;
  }
}
