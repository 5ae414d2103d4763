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
  private final boolean[] positive;

  /**
   * @param mean the release's mean embedding, subtracted first so that signs differ between
   *     persons; zeros when the release has none. Its length is the width.
   */
  public SignCode(float[] mean) {
    if (mean.length == 0) {
      throw new IllegalArgumentException("[embedding_mean] has no numbers; expected the width");
    }
    this.mean = mean.clone();
    this.positive = new boolean[BITS * mean.length];
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < positive.length; i++) {
      positive[i] = random.nextLong() < 0;
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
    var code = new StringBuilder(BITS);
    for (int bit = 0; bit < BITS; bit++) {
      code.append(projection(embedding, bit) > 0 ? '1' : '0');
    }
    return code.toString();
  }

  private double projection(float[] embedding, int bit) {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      double difference = embedding[i] - mean[i];
      sum += positive[bit * mean.length + i] ? difference : -difference;
    }
    return sum;
  }
}
