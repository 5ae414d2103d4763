package dev.norn.ingestion.nation.parameters;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A value by age in whole years or by calendar year: straight lines between the stated points,
 * level outside them.
 */
public final class Curve {
  private final int first;
  private final double[] values;

  private Curve(SortedMap<Integer, Double> points) {
    first = points.firstKey();
    values = new double[points.lastKey() - first + 1];
    int left = first;
    for (int right : points.keySet()) {
      for (int at = left; at <= right; at++) {
        double share = at == left ? 0 : (at - left) / (double) (right - left);
        values[at - first] = points.get(left) + share * (points.get(right) - points.get(left));
      }
      left = right;
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Curve of(Map<Integer, Double> points) {
    return new Curve(new TreeMap<>(points));
  }

  public double at(int where) {
    return values[Math.max(0, Math.min(values.length - 1, where - first))];
  }
}
