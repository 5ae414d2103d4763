package dev.norn.bench;

import java.util.SplittableRandom;

/**
 * Embeddings as a model's look: some families of lives, whose members differ along many directions,
 * in each less than in the one before. The same numbers in each run. Safe for concurrent use.
 */
final class SyntheticEmbeddings {

  private static final long SEED = 1;
  private static final int PEOPLE_OF_A_FAMILY = 2_000;

  private final int width;
  private final float[][] families;

  SyntheticEmbeddings(int width, int people) {
    this.width = width;
    this.families = new float[1 + people / PEOPLE_OF_A_FAMILY][];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int family = 0; family < families.length; family++) {
      families[family] = drawn(random, new float[width], 1);
    }
  }

  int width() {
    return width;
  }

  /** Of length 1. */
  float[] of(int person) {
    SplittableRandom random = new SplittableRandom(SEED + 1 + person);
    float[] embedding = drawn(random, families[random.nextInt(families.length)].clone(), 0.5);
    double squares = 0;
    for (float number : embedding) {
      squares += number * number;
    }
    for (int i = 0; i < width; i++) {
      embedding[i] /= (float) Math.sqrt(squares);
    }
    return embedding;
  }

  private float[] drawn(SplittableRandom random, float[] around, double spread) {
    for (int i = 0; i < width; i++) {
      around[i] += (float) (random.nextGaussian() * spread / Math.sqrt(1 + i));
    }
    return around;
  }
}
