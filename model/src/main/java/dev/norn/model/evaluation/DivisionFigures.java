package dev.norn.model.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The model by groups of people.
 *
 * @param name of the division, or of two joined by ×
 * @param groups in the division's order; the first varies slowest where there are two
 */
public record DivisionFigures(String name, List<SubgroupFigures> groups) {

  private static final String PAIR = " × ";
  // Of a hundred and more groups at once; their intervals are that much rougher.
  private static final int RESAMPLES_OF_PAIRS = 200;

  public DivisionFigures {
    groups = List.copyOf(groups);
  }

  /**
   * Each division, then each pair of them.
   *
   * @param threshold of the main operating point
   */
  static List<DivisionFigures> all(
      StratifiedBootstrap bootstrap,
      Scores scores,
      List<Division> divisions,
      double threshold,
      SmallCells small) {
    List<DivisionFigures> all = new ArrayList<>();
    for (Division division : divisions) {
      all.add(
          new DivisionFigures(
              division.name(),
              groups(
                  bootstrap,
                  scores,
                  new int[][][] {division.rows()},
                  List.of(""),
                  division.levels(),
                  threshold,
                  small)));
    }
    StratifiedBootstrap rough =
        new StratifiedBootstrap(
            Math.min(RESAMPLES_OF_PAIRS, bootstrap.resamples()),
            bootstrap.seed(),
            bootstrap.level());
    for (int i = 0; i < divisions.size(); i++) {
      for (int j = i + 1; j < divisions.size(); j++) {
        Division first = divisions.get(i);
        Division second = divisions.get(j);
        List<String> names = first.levels().stream().map(level -> level + ", ").toList();
        all.add(
            new DivisionFigures(
                first.name() + PAIR + second.name(),
                groups(
                    rough, scores, first.rows(second), names, second.levels(), threshold, small)));
      }
    }
    return all;
  }

  private static List<SubgroupFigures> groups(
      StratifiedBootstrap bootstrap,
      Scores scores,
      int[][][] cells,
      List<String> first,
      List<String> second,
      double threshold,
      SmallCells small) {
    boolean[] labels = scores.labelsByRow();
    int[][] people = new int[cells.length][];
    int[][] positives = new int[cells.length][];
    for (int i = 0; i < cells.length; i++) {
      people[i] = Arrays.stream(cells[i]).mapToInt(rows -> rows.length).toArray();
      positives[i] =
          Arrays.stream(cells[i])
              .mapToInt(rows -> (int) Arrays.stream(rows).filter(row -> labels[row]).count())
              .toArray();
    }
    boolean[][] hidden = small.hidden(people, positives);
    List<SubgroupFigures> groups = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      for (int j = 0; j < cells[i].length; j++) {
        groups.add(
            new SubgroupFigures(
                first.get(i) + second.get(j),
                hidden[i][j]
                    ? null
                    : SubgroupEstimates.of(bootstrap, scores.only(cells[i][j]), threshold)));
      }
    }
    return groups;
  }

  /** Whether two divisions are crossed. */
  @JsonIgnore
  public boolean isPair() {
    return name.contains(PAIR);
  }

  /** The groups that are shown with figures. */
  Stream<SubgroupFigures> estimated() {
    return groups.stream().filter(group -> group.estimates() != null);
  }
}
