package dev.norn.model.projection;

import dev.norn.model.graph.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A map and how far it can be trusted. Of more than {@value #MOST_LAID_OUT} points so many are
 * drawn and laid out; each of the others is placed among its nearest of these.
 *
 * @param nearest by point, the nearest first, itself left out: of all, or of those laid out
 * @param laidOut how many points the layout was made of
 */
public record FittedMap(Places places, int[][] nearest, int laidOut, Faithfulness faithfulness) {

  /** Of fewer points there is nothing to lay out. */
  public static final int FEWEST = 10;

  /** Each is compared with all, which for more would take hours. */
  public static final int MOST_LAID_OUT = 50_000;

  /** Of those placed; {@link Newcomers} need fewer. */
  private static final int NEIGHBOURS = 15;

  /**
   * @param seed of all draws
   * @throws IllegalArgumentException if there are fewer than {@value #FEWEST} vectors
   */
  public static FittedMap of(UnitVectors vectors, long seed, MapProgress progress) {
    return of(vectors, MOST_LAID_OUT, seed, progress);
  }

  static FittedMap of(UnitVectors vectors, int mostLaidOut, long seed, MapProgress progress) {
    if (vectors.size() < FEWEST) {
      throw new IllegalArgumentException(
          "[map] found %d points; expected %d or more".formatted(vectors.size(), FEWEST));
    }
    Laid laid =
        vectors.size() <= mostLaidOut
            ? Laid.of(vectors, seed, progress)
            : ofSome(vectors, mostLaidOut, seed, progress);
    progress.reached("faithfulness", 0, 1);
    Faithfulness faithfulness = Faithfulness.of(vectors, laid.places(), seed);
    progress.reached("faithfulness", 1, 1);
    return new FittedMap(
        laid.places(), laid.nearest(), Math.min(mostLaidOut, vectors.size()), faithfulness);
  }

  private record Laid(Places places, int[][] nearest) {

    static Laid of(UnitVectors vectors, long seed, MapProgress progress) {
      PacmapSettings settings = PacmapSettings.DEFAULT;
      int[][] nearest =
          ExactNeighbours.of(
              vectors,
              settings.candidates(vectors.size()),
              new CountedProgress(progress, "neighbours", vectors.size()));
      return new Laid(
          Pacmap.layout(vectors, nearest, Pca.of(vectors), settings, seed, progress), nearest);
    }

    /**
     * @param points where those of {@code from} belong
     * @param named which point each of the nearest is
     */
    void take(int[] points, Places from, int[][] nearestOfThem, int[] named) {
      for (int i = 0; i < points.length; i++) {
        places.x()[points[i]] = from.x()[i];
        places.y()[points[i]] = from.y()[i];
        nearest[points[i]] =
            Arrays.stream(nearestOfThem[i]).limit(NEIGHBOURS).map(near -> named[near]).toArray();
      }
    }
  }

  private static Laid ofSome(
      UnitVectors vectors, int mostLaidOut, long seed, MapProgress progress) {
    boolean[] drawn = new boolean[vectors.size()];
    Seeds.stream(seed, "laid out")
        .ints(0, drawn.length)
        .distinct()
        .limit(mostLaidOut)
        .forEach(point -> drawn[point] = true);
    int[] some = IntStream.range(0, drawn.length).filter(point -> drawn[point]).toArray();
    int[] others = IntStream.range(0, drawn.length).filter(point -> !drawn[point]).toArray();
    UnitVectors fitted = vectors.only(some);
    UnitVectors placed = vectors.only(others);
    Laid laid = Laid.of(fitted, seed, progress);
    int[][] nearest =
        ExactNeighbours.between(
            fitted, placed, NEIGHBOURS, new CountedProgress(progress, "others", others.length));
    Places beside = Newcomers.place(fitted, laid.places(), placed, nearest);
    var all =
        new Laid(
            new Places(new float[drawn.length], new float[drawn.length]), new int[drawn.length][]);
    all.take(some, laid.places(), laid.nearest(), some);
    all.take(others, beside, nearest, some);
    return all;
  }
}
