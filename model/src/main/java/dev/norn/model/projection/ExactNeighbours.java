package dev.norn.model.projection;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The nearest vectors of each, by cosine, found by comparing each with all. */
public final class ExactNeighbours {

  /** Vectors that are compared together with each of all: their sums stay near the processor. */
  private static final int BLOCK = 64;

  private ExactNeighbours() {}

  /**
   * @param count fewer where there are not so many others
   * @param done hears how many vectors have their neighbours, from several threads
   * @return by vector, the nearest first, itself left out; of equally near ones the first
   */
  public static int[][] of(UnitVectors vectors, int count, IntConsumer done) {
    int[] all = IntStream.range(0, vectors.size()).toArray();
    float[][] rows = Arrays.stream(all).mapToObj(vectors::row).toArray(float[][]::new);
    return search(vectors, rows, all, Math.min(count, vectors.size() - 1), done);
  }

  /** As {@link #of(UnitVectors, int, IntConsumer)}, for each of others, which are none of them. */
  public static int[][] between(
      UnitVectors vectors, UnitVectors others, int count, IntConsumer done) {
    float[][] rows =
        IntStream.range(0, others.size()).mapToObj(others::row).toArray(float[][]::new);
    int[] nobody = new int[rows.length];
    Arrays.fill(nobody, -1);
    return search(vectors, rows, nobody, Math.min(count, vectors.size()), done);
  }

  private static int[][] search(
      UnitVectors vectors, float[][] asked, int[] own, int count, IntConsumer done) {
    int[][] found = new int[asked.length][];
    int blocks = (asked.length + BLOCK - 1) / BLOCK;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              int from = block * BLOCK;
              int to = Math.min(asked.length, from + BLOCK);
              searchBlock(vectors, Arrays.copyOfRange(asked, from, to), own, from, count, found);
              done.accept(to - from);
            });
    return found;
  }

  private static void searchBlock(
      UnitVectors vectors, float[][] block, int[] own, int from, int count, int[][] found) {
    float[][] columns = columns(block);
    Nearest[] nearest = new Nearest[block.length];
    Arrays.setAll(nearest, i -> new Nearest(count));
    float[] cosines = new float[block.length];
    for (int point = 0; point < vectors.size(); point++) {
      cosines(columns, vectors.row(point), cosines);
      for (int i = 0; i < cosines.length; i++) {
        if (own[from + i] != point) {
          nearest[i].offer(point, cosines[i]);
        }
      }
    }
    for (int i = 0; i < block.length; i++) {
      found[from + i] = nearest[i].points();
    }
  }

  /** The numbers of one dimension together, so that the loop over them becomes vector code. */
  private static float[][] columns(float[][] block) {
    float[][] columns = new float[block[0].length][block.length];
    for (int i = 0; i < block.length; i++) {
      for (int dimension = 0; dimension < columns.length; dimension++) {
        columns[dimension][i] = block[i][dimension];
      }
    }
    return columns;
  }

  private static void cosines(float[][] columns, float[] other, float[] cosines) {
    Arrays.fill(cosines, 0);
    for (int dimension = 0; dimension < columns.length; dimension++) {
      addScaled(cosines, columns[dimension], other[dimension]);
    }
  }

  private static void addScaled(float[] sums, float[] column, float factor) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += column[i] * factor;
    }
  }
}
