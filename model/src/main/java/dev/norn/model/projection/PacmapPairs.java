package dev.norn.model.projection;

import dev.norn.model.graph.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The three kinds of pairs of Pacmap (Wang et al. 2021, section 5): near ones by a distance that is
 * scaled by how dense it is around both, mid-near ones as the second nearest of six drawn, further
 * ones drawn of the others. Each point's draws are its own, whatever thread makes them.
 */
record PacmapPairs(PointPairs near, PointPairs mid, PointPairs further) {

  private static final int DRAWN = 6;
  private static final double LEAST_SIGMA = 1e-10;

  static PacmapPairs of(
      UnitVectors vectors, int[][] candidates, PacmapSettings settings, long seed) {
    int neighbours = Math.min(settings.neighbours(vectors.size()), vectors.size() - 1);
    double[] sigmas =
        each(vectors.size()).mapToDouble(i -> sigma(vectors, i, candidates[i])).toArray();
    int[][] near =
        each(vectors.size())
            .mapToObj(i -> near(vectors, i, candidates[i], sigmas, neighbours))
            .toArray(int[][]::new);
    int mid = Math.min(settings.mid(neighbours), Math.max(0, vectors.size() - 1 - DRAWN));
    int further = Math.min(settings.further(neighbours), vectors.size() - 1 - neighbours);
    return new PacmapPairs(
        PointPairs.of(near),
        PointPairs.of(
            each(vectors.size())
                .mapToObj(i -> mid(vectors, i, mid, Seeds.stream(seed, "mid-near", i)))
                .toArray(int[][]::new)),
        PointPairs.of(
            each(vectors.size())
                .mapToObj(
                    i ->
                        further(
                            vectors.size(), i, near[i], further, Seeds.stream(seed, "further", i)))
                .toArray(int[][]::new)));
  }

  private static IntStream each(int size) {
    return IntStream.range(0, size).parallel();
  }

  /** Mean distance to the fourth to sixth neighbour. */
  private static double sigma(UnitVectors vectors, int point, int[] candidates) {
    int from = Math.min(3, candidates.length - 1);
    int to = Math.min(6, candidates.length);
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.sqrt(vectors.squaredDistance(point, candidates[i]));
    }
    return Math.max(LEAST_SIGMA, sum / (to - from));
  }

  private static int[] near(
      UnitVectors vectors, int point, int[] candidates, double[] sigmas, int count) {
    double[] scaled = new double[candidates.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] =
          vectors.squaredDistance(point, candidates[i]) / sigmas[point] / sigmas[candidates[i]];
    }
    return IntStream.range(0, candidates.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> scaled[i]))
        .limit(count)
        .mapToInt(i -> candidates[i])
        .toArray();
  }

  private static int[] mid(UnitVectors vectors, int point, int count, SplittableRandom random) {
    int[] chosen = new int[count];
    for (int place = 0; place < count; place++) {
      int[] left = Arrays.copyOf(chosen, place);
      int[] drawn =
          random
              .ints(0, vectors.size())
              .filter(other -> other != point && !holds(left, other))
              .distinct()
              .limit(Math.min(DRAWN, vectors.size() - 1 - place))
              .toArray();
      chosen[place] = secondNearest(vectors, point, drawn);
    }
    return chosen;
  }

  private static int secondNearest(UnitVectors vectors, int point, int[] drawn) {
    Nearest nearest = new Nearest(2);
    for (int other : drawn) {
      nearest.offer(other, vectors.cosine(point, other));
    }
    int[] two = nearest.points();
    return two[two.length - 1];
  }

  private static int[] further(
      int size, int point, int[] near, int count, SplittableRandom random) {
    return random
        .ints(0, size)
        .filter(other -> other != point && !holds(near, other))
        .distinct()
        .limit(count)
        .toArray();
  }

  private static boolean holds(int[] points, int point) {
    for (int one : points) {
      if (one == point) {
        return true;
      }
    }
    return false;
  }
}
