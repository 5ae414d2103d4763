package dev.norn.model.projection;

import java.util.stream.IntStream;

/**
 * The layout of Wang, Huang, Rudin and Shaposhnik, "Understanding How Dimension Reduction Tools
 * Work", JMLR 22(201), 2021: near pairs attract, mid-near pairs hold the whole in shape at first,
 * further pairs repel. Each point gathers what pulls at it, in one order, so that the places are
 * the same to the last bit for any number of threads.
 */
public final class Pacmap {

  private static final double FIRST_MID_WEIGHT = 1_000;
  private static final double MID_WEIGHT = 3;
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final float EPSILON = 1e-7f;

  /** Spread of the first axis at the start, small beside the distances of the losses. */
  private static final double START = 0.01;

  private static final int BLOCK = 1_024;

  private final PacmapPairs pairs;
  private final PacmapSettings settings;
  private float[] x;
  private float[] y;
  private float[] nextX;
  private float[] nextY;
  private final float[] momentX;
  private final float[] momentY;
  private final float[] squareX;
  private final float[] squareY;

  private Pacmap(PacmapPairs pairs, Places start, PacmapSettings settings) {
    this.pairs = pairs;
    this.settings = settings;
    x = start.x();
    y = start.y();
    nextX = new float[x.length];
    nextY = new float[x.length];
    momentX = new float[x.length];
    momentY = new float[x.length];
    squareX = new float[x.length];
    squareY = new float[x.length];
  }

  /**
   * @param nearest as {@link FoundNeighbours} has them, as many as {@link
   *     PacmapSettings#candidates}
   * @param start of any scale
   */
  static Places layout(
      UnitVectors vectors,
      int[][] nearest,
      Places start,
      PacmapSettings settings,
      long seed,
      MapProgress progress) {
    PacmapPairs pairs = PacmapPairs.of(vectors, nearest, settings, seed);
    return new Pacmap(pairs, scaled(start), settings).run(progress);
  }

  private static Places scaled(Places start) {
    double squares = 0;
    for (float number : start.x()) {
      squares += (double) number * number;
    }
    double spread = Math.sqrt(squares / start.size());
    float factor = spread > 0 ? (float) (START / spread) : 1;
    float[] x = new float[start.size()];
    float[] y = new float[start.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = start.x()[i] * factor;
      y[i] = start.y()[i] * factor;
    }
    return new Places(x, y);
  }

  private record Weights(float near, float mid, float further) {}

  private Places run(MapProgress progress) {
    int iterations = IntStream.of(settings.iterations()).sum();
    for (int iteration = 0; iteration < iterations; iteration++) {
      progress.reached("layout", iteration, iterations);
      step(weights(iteration), rate(iteration + 1));
    }
    progress.reached("layout", iterations, iterations);
    return new Places(x, y);
  }

  private Weights weights(int iteration) {
    int first = settings.iterations()[0];
    int second = settings.iterations()[1];
    if (iteration < first) {
      double passed = (double) iteration / first;
      return new Weights(2, (float) (FIRST_MID_WEIGHT * (1 - passed) + MID_WEIGHT * passed), 1);
    }
    return iteration < first + second
        ? new Weights(3, (float) MID_WEIGHT, 1)
        : new Weights(1, 0, 1);
  }

  private float rate(int step) {
    return (float)
        (settings.learningRate()
            * Math.sqrt(1 - Math.pow(BETA_2, step))
            / (1 - Math.pow(BETA_1, step)));
  }

  private void step(Weights weights, float rate) {
    int blocks = (x.length + BLOCK - 1) / BLOCK;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(
            block -> {
              int to = Math.min(x.length, (block + 1) * BLOCK);
              for (int point = block * BLOCK; point < to; point++) {
                move(point, weights, rate);
              }
            });
    float[] kept = x;
    x = nextX;
    nextX = kept;
    kept = y;
    y = nextY;
    nextY = kept;
  }

  private void move(int point, Weights weights, float rate) {
    float[] pull = new float[2];
    attract(point, pairs.near(), 10, 20 * weights.near(), pull);
    if (weights.mid() > 0) {
      attract(point, pairs.mid(), 10_000, 20_000 * weights.mid(), pull);
    }
    attract(point, pairs.further(), 0, -2 * weights.further(), pull);
    nextX[point] = x[point] - rate * adam(momentX, squareX, point, pull[0]);
    nextY[point] = y[point] - rate * adam(momentY, squareY, point, pull[1]);
  }

  /**
   * Adds the gradients of d/(c + d) of each pair, with d one more than the squared distance, and,
   * where c is 0 and the factor negative, of 1/(1 + d), which has the 1 in its own right.
   */
  private void attract(int point, PointPairs of, float constant, float factor, float[] pull) {
    float ownX = x[point];
    float ownY = y[point];
    float base = 1 + (constant == 0 ? 1 : constant);
    float sumX = 0;
    float sumY = 0;
    for (int i = of.first()[point]; i < of.first()[point + 1]; i++) {
      float dx = ownX - x[of.others()[i]];
      float dy = ownY - y[of.others()[i]];
      float distance = base + dx * dx + dy * dy;
      float weight = factor / (distance * distance);
      sumX += weight * dx;
      sumY += weight * dy;
    }
    pull[0] += sumX;
    pull[1] += sumY;
  }

  private static float adam(float[] moments, float[] squares, int point, float gradient) {
    float moment = moments[point] += (float) (1 - BETA_1) * (gradient - moments[point]);
    float square = squares[point] += (float) (1 - BETA_2) * (gradient * gradient - squares[point]);
    return moment / ((float) Math.sqrt(square) + EPSILON);
  }
}
