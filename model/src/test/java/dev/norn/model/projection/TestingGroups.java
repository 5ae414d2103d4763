package dev.norn.model.projection;

import dev.norn.model.graph.Seeds;
import java.util.SplittableRandom;

/** Made up vectors: groups in families, with noise of low rank, as embeddings of people have. */
final class TestingGroups {

  private static final int FAMILIES = 6;
  private static final int GROUPS = 24;
  private static final int RANK = 10;

  private TestingGroups() {}

  static int group(int point) {
    return point % GROUPS;
  }

  static UnitVectors vectors(int points, int width, long seed) {
    float[][] families = gaussian(FAMILIES, width, 1, Seeds.stream(seed, "families"));
    float[][] groups = gaussian(GROUPS, width, 0.6, Seeds.stream(seed, "groups"));
    float[][] directions = gaussian(RANK, width, 0.12, Seeds.stream(seed, "directions"));
    float[][] rows = new float[points][width];
    for (int point = 0; point < points; point++) {
      SplittableRandom random = Seeds.stream(seed, "noise", point);
      int group = group(point);
      for (int i = 0; i < width; i++) {
        rows[point][i] = families[group % FAMILIES][i] + groups[group][i];
      }
      for (float[] direction : directions) {
        double amount = random.nextGaussian();
        for (int i = 0; i < width; i++) {
          rows[point][i] += (float) (amount * direction[i]);
        }
      }
    }
    return UnitVectors.of(rows);
  }

  static float[][] gaussian(int rows, int width, double spread, SplittableRandom random) {
    float[][] numbers = new float[rows][width];
    for (float[] row : numbers) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) (spread * random.nextGaussian());
      }
    }
    return numbers;
  }

  /** Share of the points among the nearest ten on the map that are of the same group. */
  static double purity(Places places) {
    int same = 0;
    for (int point = 0; point < places.size(); point++) {
      Nearest nearest = new Nearest(10);
      for (int other = 0; other < places.size(); other++) {
        if (other != point) {
          nearest.offer(other, -places.squaredDistance(point, other));
        }
      }
      for (int other : nearest.points()) {
        same += group(other) == group(point) ? 1 : 0;
      }
    }
    return same / (10.0 * places.size());
  }
}
