package dev.norn.db.neighbour;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Centroids of lists and the list that a vector belongs to. Safe for concurrent use.
 *
 * <p>K-means in Lloyd's form. Of the libraries at hand commons-math has one; it compares boxed
 * vectors one by one, which takes minutes where this takes seconds, and the comparison is needed
 * here anyway, for the people who are put into lists afterwards.
 */
final class Centroids {

  private static final int ROUNDS = 8;

  private final float[][] centroids;
  private final DotProducts products;

  /** Half the squared length of each centroid, negative: what a dot product lacks to a distance. */
  private final float[] offsets;

  Centroids(float[][] centroids) {
    this.centroids = centroids;
    this.products = new DotProducts(centroids);
    this.offsets = new float[centroids.length];
    for (int list = 0; list < centroids.length; list++) {
      for (float number : centroids[list]) {
        offsets[list] -= number * number / 2;
      }
    }
  }

  /**
   * @param sample vectors of the same width, more than there shall be lists
   * @param seed decides the vectors to begin with; the same seed and sample give the same centroids
   */
  static Centroids of(List<float[]> sample, int lists, long seed) {
    Centroids centroids = new Centroids(begin(sample, lists, new SplittableRandom(seed)));
    for (int round = 0; round < ROUNDS; round++) {
      centroids = centroids.moved(sample);
    }
    return centroids;
  }

  private static float[][] begin(List<float[]> sample, int lists, SplittableRandom random) {
    int[] order = IntStream.range(0, sample.size()).toArray();
    float[][] chosen = new float[lists][];
    for (int list = 0; list < lists; list++) {
      int other = random.nextInt(list, order.length);
      int drawn = order[other];
      order[other] = order[list];
      chosen[list] = sample.get(drawn).clone();
    }
    return chosen;
  }

  /** One round: each centroid at the mean of its list, an empty list's where it was. */
  private Centroids moved(List<float[]> sample) {
    int width = centroids[0].length;
    double[][] sums = new double[centroids.length][width];
    int[] sizes = new int[centroids.length];
    for (float[] vector : sample) {
      int list = nearest(vector);
      sizes[list]++;
      for (int i = 0; i < width; i++) {
        sums[list][i] += vector[i];
      }
    }
    float[][] means = new float[centroids.length][];
    for (int list = 0; list < means.length; list++) {
      means[list] = sizes[list] == 0 ? centroids[list] : mean(sums[list], sizes[list]);
    }
    return new Centroids(means);
  }

  private static float[] mean(double[] sum, int size) {
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / size);
    }
    return mean;
  }

  int count() {
    return centroids.length;
  }

  /** Not a copy. */
  float[] centroid(int list) {
    return centroids[list];
  }

  /** The list whose centroid is nearest; of equally near ones the first. */
  int nearest(float[] vector) {
    float[] nearness = nearness(vector);
    int best = 0;
    for (int list = 1; list < nearness.length; list++) {
      if (nearness[list] > nearness[best]) {
        best = list;
      }
    }
    return best;
  }

  /** For each list how many lists' centroids are nearer to the vector. */
  int[] ranks(float[] vector) {
    float[] nearness = nearness(vector);
    int[] order =
        IntStream.range(0, nearness.length)
            .boxed()
            .sorted((a, b) -> Float.compare(nearness[b], nearness[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ranks = new int[order.length];
    for (int rank = 0; rank < order.length; rank++) {
      ranks[order[rank]] = rank;
    }
    return ranks;
  }

  /** Greater is nearer. */
  private float[] nearness(float[] vector) {
    float[] nearness = Arrays.copyOf(offsets, offsets.length);
    products.addTo(nearness, vector);
    return nearness;
  }
}
