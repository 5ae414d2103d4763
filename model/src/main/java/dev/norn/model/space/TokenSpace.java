package dev.norn.model.space;

import dev.norn.model.graph.Seeds;
import dev.norn.model.graph.Weight;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The embeddings of some tokens: a table of one row for each. Immutable.
 *
 * <p>A transformer's table is only known up to a rotation, so tables of two models are never
 * compared row by row, only the distances within one with those within the other.
 */
public final class TokenSpace {

  private final float[][] rows;

  /**
   * @param rows of equal length; not changed afterwards
   */
  public TokenSpace(float[][] rows) {
    if (rows.length < 3 || rows[0].length == 0) {
      throw new IllegalArgumentException(
          "[token space] at least 3 tokens with an embedding are needed, got " + rows.length);
    }
    for (float[] row : rows) {
      if (row.length != rows[0].length) {
        throw new IllegalArgumentException("[token space] rows of different lengths");
      }
    }
    this.rows = rows;
  }

  /**
   * The given rows of a table of weights, centred on their mean, as the encoder centres its table.
   *
   * @param table of shape (tokens, width)
   * @param ids of the tokens to keep
   */
  public static TokenSpace of(Weight table, int[] ids) {
    int width = (int) table.shape().asArray()[1];
    double[] mean = new double[width];
    for (int id : ids) {
      for (int i = 0; i < width; i++) {
        mean[i] += table.values()[id * width + i] / (double) ids.length;
      }
    }
    float[][] rows = new float[ids.length][width];
    for (int token = 0; token < ids.length; token++) {
      for (int i = 0; i < width; i++) {
        rows[token][i] = (float) (table.values()[ids[token] * width + i] - mean[i]);
      }
    }
    return new TokenSpace(rows);
  }

  public int tokens() {
    return rows.length;
  }

  public int width() {
    return rows[0].length;
  }

  /** 1 less the cosine of two embeddings; 1 where one has no direction. */
  public double cosineDistance(int a, int b) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < rows[a].length; i++) {
      dot += (double) rows[a][i] * rows[b][i];
      squaresA += (double) rows[a][i] * rows[a][i];
      squaresB += (double) rows[b][i] * rows[b][i];
    }
    return squaresA == 0 || squaresB == 0 ? 1 : 1 - dot / Math.sqrt(squaresA * squaresB);
  }

  double euclideanDistance(int a, int b) {
    double sum = 0;
    for (int i = 0; i < rows[a].length; i++) {
      double difference = (double) rows[a][i] - rows[b][i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** Every column shuffled apart: the same values in each channel, no structure between tokens. */
  TokenSpace withPermutedColumns(long seed) {
    float[][] permuted = new float[tokens()][width()];
    for (int column = 0; column < width(); column++) {
      int[] order = permutation(tokens(), Seeds.stream(seed, "permuted columns", column));
      for (int token = 0; token < tokens(); token++) {
        permuted[token][column] = rows[order[token]][column];
      }
    }
    return new TokenSpace(permuted);
  }

  /** A table of independent standard normal numbers. */
  static TokenSpace gaussian(int tokens, int width, long seed) {
    SplittableRandom random = Seeds.stream(seed, "gaussian table");
    float[][] rows = new float[tokens][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return new TokenSpace(rows);
  }

  static int[] permutation(int length, SplittableRandom random) {
    int[] order = new int[length];
    Arrays.setAll(order, i -> i);
    for (int i = length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[other];
      order[other] = kept;
    }
    return order;
  }
}
