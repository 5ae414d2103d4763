package dev.norn.model.projection;

import dev.norn.model.graph.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How far a map can be trusted, of some of its points against all.
 *
 * @param neighboursKept share of the 15 true neighbours that are among the 15 nearest on the map
 * @param trustworthiness of 15 neighbours (Venna and Kaski 2001): 1 where no neighbour on the map
 *     is a stranger
 * @param tripletsKept share of pairs of distances from one point whose order the map keeps; 0.5 by
 *     chance
 */
public record Faithfulness(double neighboursKept, double trustworthiness, double tripletsKept) {

  /** Points that are looked at; all where there are not so many. */
  static final int SAMPLE = 1_000;

  private static final int NEIGHBOURS = 15;
  private static final int TRIPLETS = 20;

  private record Seen(int kept, double strangeness, int ordered) {}

  /**
   * @param seed of the points that are looked at
   */
  public static Faithfulness of(UnitVectors vectors, Places places, long seed) {
    int neighbours = Math.min(NEIGHBOURS, (places.size() - 1) / 2);
    if (neighbours < 1) {
      return new Faithfulness(1, 1, 1);
    }
    int[] sample =
        Seeds.stream(seed, "faithfulness")
            .ints(0, places.size())
            .distinct()
            .limit(Math.min(SAMPLE, places.size()))
            .toArray();
    Seen[] seen =
        Arrays.stream(sample)
            .parallel()
            .mapToObj(point -> seen(vectors, places, point, neighbours, seed))
            .toArray(Seen[]::new);
    double most = neighbours * (2.0 * places.size() - 3.0 * neighbours - 1) / 2;
    return new Faithfulness(
        Arrays.stream(seen).mapToInt(Seen::kept).sum() / (double) (seen.length * neighbours),
        1 - Arrays.stream(seen).mapToDouble(Seen::strangeness).sum() / (seen.length * most),
        Arrays.stream(seen).mapToInt(Seen::ordered).sum() / (double) (seen.length * TRIPLETS));
  }

  private static Seen seen(
      UnitVectors vectors, Places places, int point, int neighbours, long seed) {
    float[] cosines = new float[places.size()];
    Nearest near = new Nearest(neighbours);
    Nearest onMap = new Nearest(neighbours);
    for (int other = 0; other < cosines.length; other++) {
      cosines[other] = vectors.cosine(point, other);
      if (other != point) {
        near.offer(other, cosines[other]);
        onMap.offer(other, -places.squaredDistance(point, other));
      }
    }
    int kept = 0;
    double strangeness = 0;
    for (int other : onMap.points()) {
      if (IntStream.of(near.points()).anyMatch(one -> one == other)) {
        kept++;
      } else {
        strangeness += rank(cosines, point, other) - neighbours;
      }
    }
    return new Seen(kept, strangeness, ordered(cosines, places, point, seed));
  }

  /** The nearest has 1. */
  private static int rank(float[] cosines, int point, int other) {
    int rank = 1;
    for (int one = 0; one < cosines.length; one++) {
      boolean nearer =
          cosines[one] > cosines[other] || cosines[one] == cosines[other] && one < other;
      rank += one != point && nearer ? 1 : 0;
    }
    return rank;
  }

  private static int ordered(float[] cosines, Places places, int point, long seed) {
    SplittableRandom random = Seeds.stream(seed, "triplets", point);
    int ordered = 0;
    for (int i = 0; i < TRIPLETS; i++) {
      int[] two =
          random.ints(0, cosines.length).filter(one -> one != point).distinct().limit(2).toArray();
      boolean nearer = cosines[two[0]] > cosines[two[1]];
      boolean nearerOnMap =
          places.squaredDistance(point, two[0]) < places.squaredDistance(point, two[1]);
      ordered += nearer == nearerOnMap ? 1 : 0;
    }
    return ordered;
  }
}
