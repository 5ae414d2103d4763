package dev.norn.db;

import java.util.SplittableRandom;

/**
 * The column {@code norn.person_embedding.code}: 256 signs of random projections of an embedding.
 * The share of differing bits grows with the angle between two embeddings (Charikar 2002), so a
 * cheap bit count finds the candidates among whom exact distances are taken.
 *
 * <p>Codes of one release compare; the projections depend on the width alone and never change.
 * Immutable and safe for concurrent use.
 */
public final class SignCode {

  /** Length of a code in bits. */
  public static final int BITS = 256;

  private static final long SEED = 0x6e6f726eL;

  private final float[] mean;

  /** +1 or -1; the signs of one number of the embedding lie together, one for each bit. */
  private final double[][] signs;

  /**
   * @param mean the release's mean embedding, subtracted first so that signs differ between
   *     persons; zeros when the release has none. Its length is the width.
   */
  public SignCode(float[] mean) {
    if (mean.length == 0) {
      throw new IllegalArgumentException("[embedding_mean] has no numbers; expected the width");
    }
    this.mean = mean.clone();
    this.signs = new double[mean.length][BITS];
    var random = new SplittableRandom(SEED);
    for (int bit = 0; bit < BITS; bit++) {
      for (int i = 0; i < mean.length; i++) {
        signs[i][bit] = random.nextLong() < 0 ? 1 : -1;
      }
    }
  }

  /**
   * The code as 256 characters 0 and 1, as {@link Upserts#PERSON_EMBEDDING} takes it.
   *
   * @throws IllegalArgumentException when the embedding has another width than the mean
   */
  public String of(float[] embedding) {
    if (embedding.length != mean.length) {
      throw new IllegalArgumentException(
          "[embedding] has %d numbers; the release's mean has %d"
              .formatted(embedding.length, mean.length));
    }
    double[] projections = new double[BITS];
    for (int i = 0; i < mean.length; i++) {
      addProjections(projections, embedding[i] - mean[i], signs[i]);
    }
    var code = new StringBuilder(BITS);
    for (double projection : projections) {
      code.append(projection > 0 ? '1' : '0');
    }
    return code.toString();
  }

  /** Over all bits at once, which the virtual machine turns into vector instructions. */
  private static void addProjections(double[] projections, double number, double[] sign) {
    for (int bit = 0; bit < BITS; bit++) {
      projections[bit] += number * sign[bit];
    }
  }
}
