package dev.norn.dashboards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was tried against the API, and what of it succeeded. */
final class Attempts {

  private final Map<String, Integer> tried = new LinkedHashMap<>();
  private final List<String> succeeded = new ArrayList<>();

  void add(String kind, String what, boolean success) {
    tried.merge(kind, 1, Integer::sum);
    if (success) {
      succeeded.add(kind + ": " + what);
    }
  }

  int count(String kind) {
    return tried.getOrDefault(kind, 0);
  }

  List<String> succeeded(String kind) {
    return succeeded.stream().filter(one -> one.startsWith(kind + ": ")).toList();
  }

  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder("%-20s %9s %10s%n".formatted("attack", "attempts", "succeeded"));
    tried.forEach(
        (kind, attempts) ->
            table.append("%-20s %9d %10d%n".formatted(kind, attempts, succeeded(kind).size())));
    return table.toString();
  }
}
