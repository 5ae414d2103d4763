package dev.norn.model.scoring;

import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.corpus.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two runs side by side: who is in both, whose probability moved, by how much, and why. Counts that
 * the rules hold back are null.
 *
 * @param before id of the one run
 * @param after id of the other
 * @param differences between what the two asked for; empty where nothing but facts can differ
 * @param outcomes that both scored
 */
public record RunComparison(
    String before, String after, List<String> differences, List<OutcomeMoves> outcomes) {

  private static final String FILE = "comparison.json";

  /** Probabilities this near are the same: the sums of a batch depend on who shares it. */
  private static final double ROUNDING = 1e-5;

  private static final double[] BANDS = {0.001, 0.01, 0.05, 0.1};

  public RunComparison {
    differences = List.copyOf(differences);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * One outcome.
   *
   * @param people by what became of them: in both, only before, only after
   * @param moves of those in both, by all that may have moved them, joined by {@code +}: {@code
   *     NEW_FACTS} whose history differs, {@code NEW_RELEASE}, {@code NEW_CALIBRATION}, {@code
   *     NEW_DEFINITION}; {@code NOTHING} where nothing differs
   * @param abstentions people by what changed: predicted before and after, and so on
   */
  public record OutcomeMoves(
      String outcome,
      Map<String, Long> people,
      Map<String, Moves> moves,
      Map<String, Long> abstentions) {}

  /**
   * Of people with a probability in both.
   *
   * @param byChange people by the size of the change
   * @param meanChange after minus before
   * @param meanSize of the changes; null, as the mean, where they are of too few people
   * @param tenthsMoved people by how many tenths they moved up; of up to five either way
   */
  public record Moves(
      Map<String, Long> byChange,
      Double meanChange,
      Double meanSize,
      Map<String, Long> tenthsMoved) {}

  /**
   * @param before of which run; both runs have ended
   * @param after likewise
   * @param rules of what may be shown
   */
  public static RunComparison of(ScoringFolder before, ScoringFolder after, DisclosureRules rules)
      throws IOException {
    SuppressedCounts suppressed = new SuppressedCounts(rules);
    List<String> shared =
        before.spec().outcomeNames().stream()
            .filter(after.spec().outcomeNames()::contains)
            .toList();
    if (shared.isEmpty()) {
      throw new IllegalArgumentException(
          "[compare] the runs score no outcome in common: %s and %s"
              .formatted(before.spec().outcomeNames(), after.spec().outcomeNames()));
    }
    List<String> differences = differences(before.spec(), after.spec());
    Set<MoveCause> causes = MoveCause.between(before.spec(), after.spec());
    List<OutcomeMoves> outcomes = new ArrayList<>();
    for (String outcome : shared) {
      outcomes.add(moves(outcome, rows(before, outcome), rows(after, outcome), causes, suppressed));
    }
    return new RunComparison(before.spec().id(), after.spec().id(), differences, outcomes);
  }

  /** Also kept in the folder, as {@code comparison.json}. */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(FILE), CanonicalJson.write(this));
    Files.writeString(folder.resolve("index.html"), new ComparisonPage(this).html());
  }

  private static List<String> differences(ScoringSpec before, ScoringSpec after) {
    List<String> differences = new ArrayList<>();
    note(differences, "release", before.release(), after.release());
    note(differences, "calibration", before.calibration(), after.calibration());
    note(
        differences,
        "landmark",
        before.cohort().landmark().words(),
        after.cohort().landmark().words());
    note(differences, "known-by", before.cohort().knownBy(), after.cohort().knownBy());
    if (!before.cohort().equals(after.cohort())) {
      differences.add("cohort: the definitions differ");
    }
    if (!before.outcomes().equals(after.outcomes())) {
      differences.add("outcomes: the definitions differ");
    }
    note(differences, "abstention", before.abstention().toString(), after.abstention().toString());
    note(differences, "registers", before.registers().toString(), after.registers().toString());
    return differences;
  }

  private static void note(List<String> differences, String what, String before, String after) {
    if (before == null ? after != null : !before.equals(after)) {
      differences.add("%s: %s, then %s".formatted(what, before, after));
    }
  }

  private record Row(Double probability, Integer decile, String abstained, long historyVersion) {}

  private static Map<String, Row> rows(ScoringFolder folder, String outcome) throws IOException {
    Map<String, Row> rows = new HashMap<>();
    ScoredParts.in(folder.scores(), folder.spec())
        .each(
            row -> {
              if (row.outcome().equals(outcome)) {
                rows.put(
                    row.person(),
                    new Row(
                        row.probability(), row.decile(), row.abstained(), row.historyVersion()));
              }
            });
    return rows;
  }

  private static OutcomeMoves moves(
      String outcome,
      Map<String, Row> before,
      Map<String, Row> after,
      Set<MoveCause> causes,
      SuppressedCounts suppressed) {
    Map<String, Long> people = new LinkedHashMap<>();
    people.put("in both", 0L);
    people.put("only before", 0L);
    people.put("only after", 0L);
    Map<String, Long> abstentions = new TreeMap<>();
    Map<String, MoveTally> moves = new TreeMap<>();
    for (Map.Entry<String, Row> each : before.entrySet()) {
      Row then = each.getValue();
      Row now = after.get(each.getKey());
      if (now == null) {
        people.merge("only before", 1L, Long::sum);
        continue;
      }
      people.merge("in both", 1L, Long::sum);
      abstentions.merge(words(then) + " before, " + words(now) + " after", 1L, Long::sum);
      if (then.probability() != null && now.probability() != null) {
        moves
            .computeIfAbsent(
                MoveCause.of(causes, then.historyVersion() != now.historyVersion()),
                cause -> new MoveTally())
            .add(then, now);
      }
    }
    people.put(
        "only after", after.keySet().stream().filter(key -> !before.containsKey(key)).count());
    Map<String, Moves> shown = new TreeMap<>();
    moves.forEach((cause, tally) -> shown.put(cause, tally.moves(suppressed)));
    return new OutcomeMoves(outcome, suppressed.of(people), shown, suppressed.of(abstentions));
  }

  private static String words(Row row) {
    return row.probability() == null ? "abstained" : "predicted";
  }

  private static final class MoveTally {
    private final Map<String, Long> byChange = new LinkedHashMap<>();
    private final TreeMap<Integer, Long> tenths = new TreeMap<>();
    private double sum;
    private double sizes;
    private long people;

    MoveTally() {
      byChange.put("none", 0L);
      double from = 0;
      for (double band : BANDS) {
        byChange.put("more than %s, up to %s".formatted(from, band), 0L);
        from = band;
      }
      byChange.put("more than " + from, 0L);
    }

    void add(Row before, Row after) {
      double change = after.probability() - before.probability();
      double size = Math.abs(change);
      people++;
      sum += change;
      sizes += size;
      int place = 0;
      if (size > ROUNDING) {
        place = 1;
        while (place <= BANDS.length && size > BANDS[place - 1]) {
          place++;
        }
      }
      byChange.merge(List.copyOf(byChange.keySet()).get(place), 1L, Long::sum);
      int tenth = Math.max(-5, Math.min(5, after.decile() - before.decile()));
      tenths.merge(tenth, 1L, Long::sum);
    }

    Moves moves(SuppressedCounts suppressed) {
      Map<String, Long> moved = new LinkedHashMap<>();
      for (int tenth : new TreeSet<>(tenths.keySet())) {
        moved.put(Integer.toString(tenth), tenths.get(tenth));
      }
      boolean shown = people >= suppressed.rules().minimumCount();
      return new Moves(
          suppressed.withoutTotal(byChange),
          shown ? sum / people : null,
          shown ? sizes / people : null,
          suppressed.withoutTotal(moved));
    }
  }
}
