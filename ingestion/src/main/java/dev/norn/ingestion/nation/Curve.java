package dev.norn.ingestion.nation;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A value by age in whole years: straight lines between the stated ages, level outside them. */
final class Curve {
  private static final int OLDEST = 130;

  private final double[] values = new double[OLDEST + 1];

  private Curve(SortedMap<Integer, Double> points) {
    for (int age = 0; age <= OLDEST; age++) {
      values[age] = between(points, age);
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Curve of(Map<Integer, Double> points) {
    return new Curve(new TreeMap<>(points));
  }

  double at(int age) {
    return values[Math.max(0, Math.min(OLDEST, age))];
  }

  private static double between(SortedMap<Integer, Double> points, int age) {
    SortedMap<Integer, Double> upTo = points.headMap(age + 1);
    SortedMap<Integer, Double> from = points.tailMap(age);
    if (upTo.isEmpty()) {
      return from.get(from.firstKey());
    }
    int left = upTo.lastKey();
    if (from.isEmpty() || left == age) {
      return upTo.get(left);
    }
    int right = from.firstKey();
    double share = (age - left) / (double) (right - left);
    return upTo.get(left) + share * (from.get(right) - upTo.get(left));
  }
}
