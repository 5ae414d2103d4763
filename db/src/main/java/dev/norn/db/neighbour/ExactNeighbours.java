package dev.norn.db.neighbour;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The exact nearest people of some, found while everybody is read past: what an index is measured
 * against. Not thread-safe.
 */
final class ExactNeighbours {

  /** Neighbours of each person, as in recall@10. */
  static final int K = 10;

  /** Float sums of the database and of this class may differ by so much. */
  private static final double ROUNDING = 1e-5;

  /**
   * One of the people asked for.
   *
   * @param embedding of length 1
   */
  record Asked(String person, float[] embedding) {}

  private record Neighbour(float cosine, int list) {}

  private final List<Asked> asked;
  private final DotProducts embeddings;
  private final List<List<Neighbour>> nearest = new ArrayList<>();

  ExactNeighbours(List<Asked> asked) {
    this.asked = List.copyOf(asked);
    this.embeddings = new DotProducts(asked.stream().map(Asked::embedding).toArray(float[][]::new));
    asked.forEach(one -> nearest.add(new ArrayList<>()));
  }

  List<Asked> asked() {
    return asked;
  }

  /** Every person once. */
  void pass(String person, float[] embedding, int list) {
    float[] cosines = embeddings.with(embedding);
    for (int i = 0; i < cosines.length; i++) {
      if (isNearer(cosines[i], nearest.get(i)) && !asked.get(i).person().equals(person)) {
        put(nearest.get(i), new Neighbour(cosines[i], list));
      }
    }
  }

  private static boolean isNearer(float cosine, List<Neighbour> found) {
    return found.size() < K || cosine > found.get(K - 1).cosine();
  }

  private static void put(List<Neighbour> found, Neighbour neighbour) {
    if (found.size() == K) {
      found.remove(K - 1);
    }
    found.add(neighbour);
    found.sort(Comparator.comparingDouble(one -> -one.cosine()));
  }

  /**
   * The fewest lists to look through for at least this share of the neighbours.
   *
   * @param share 0 to 1
   */
  int probesFor(double share, InvertedLists lists) {
    long[] gained = new long[lists.count()];
    long all = 0;
    for (int i = 0; i < asked.size(); i++) {
      int[] ranks = lists.ranks(asked.get(i).embedding());
      for (Neighbour neighbour : nearest.get(i)) {
        gained[ranks[neighbour.list()]]++;
        all++;
      }
    }
    long found = 0;
    for (int probes = 1; probes <= gained.length; probes++) {
      found += gained[probes - 1];
      if (found >= share * all) {
        return probes;
      }
    }
    return gained.length;
  }

  /**
   * How many of the exact neighbours of a person an answer holds. As near as the last of them is
   * near enough: people may have the same embedding.
   *
   * @param person place among those asked for
   * @param cosines of the answer
   * @return 0 to 1; 1 when there is nobody else
   */
  double recall(int person, List<Double> cosines) {
    List<Neighbour> exact = nearest.get(person);
    if (exact.isEmpty()) {
      return 1;
    }
    double last = exact.get(exact.size() - 1).cosine() - ROUNDING;
    long found = cosines.stream().filter(cosine -> cosine >= last).count();
    return Math.min(1, (double) found / exact.size());
  }
}
