package dev.norn.model.calibration;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The logits of one outcome of people whose label is known, with the groups they belong to. */
final class GroupedLogits {

  private final DoubleStream.Builder given = DoubleStream.builder();
  private final IntStream.Builder labels = IntStream.builder();
  private final Map<String, IntStream.Builder> members = new HashMap<>();
  private int people;
  private double[] logits;
  private boolean[] positive;

  /** Nothing can be added once anything was read. */
  void add(double logit, boolean isPositive, List<String> groups) {
    given.add(logit);
    labels.add(isPositive ? 1 : 0);
    for (String group : groups) {
      members.computeIfAbsent(group, name -> IntStream.builder()).add(people);
    }
    people++;
  }

  boolean isEmpty() {
    return people == 0;
  }

  /** In the order in which they were added. */
  double[] logits() {
    if (logits == null) {
      logits = given.build().toArray();
    }
    return logits;
  }

  boolean[] positive() {
    if (positive == null) {
      int[] each = labels.build().toArray();
      positive = new boolean[each.length];
      for (int i = 0; i < each.length; i++) {
        positive[i] = each[i] > 0;
      }
    }
    return positive;
  }

  /** Of those groups that have enough people. */
  Map<String, LogitCounts> groups() {
    Map<String, LogitCounts> counts = new TreeMap<>();
    members.forEach(
        (name, rows) -> {
          int[] of = rows.build().toArray();
          if (of.length >= LogitCounts.LEAST_PEOPLE) {
            counts.put(name, LogitCounts.of(logits(of), positive(of)));
          }
        });
    return counts;
  }

  /** Those people alone whose place this holds for. */
  double[] logits(IntPredicate of) {
    return logits(IntStream.range(0, people).filter(of).toArray());
  }

  boolean[] positive(IntPredicate of) {
    return positive(IntStream.range(0, people).filter(of).toArray());
  }

  private double[] logits(int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> logits()[row]).toArray();
  }

  private boolean[] positive(int[] rows) {
    boolean[] of = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      of[i] = positive()[rows[i]];
    }
    return of;
  }
}
