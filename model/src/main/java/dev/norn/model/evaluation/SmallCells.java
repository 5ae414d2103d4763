package dev.norn.model.evaluation;

import dev.norn.disclosure.DisclosureRules;
import java.util.stream.IntStream;

/**
 * Which cells of a table are not to be shown: those with too few people, and one more wherever a
 * line has exactly one such cell, which could be told from the line's total. Of a kind, with the
 * outcome or without it, there must be as many as the rules ask for. What follows from the totals
 * of several lines together is not looked into.
 */
record SmallCells(DisclosureRules rules) {

  /**
   * @param people by row and column
   * @param positives by row and column
   */
  boolean[][] hidden(int[][] people, int[][] positives) {
    boolean[][] hidden = new boolean[people.length][people[0].length];
    for (int i = 0; i < hidden.length; i++) {
      for (int j = 0; j < hidden[i].length; j++) {
        hidden[i][j] = tooSmall(people[i][j], positives[i][j]);
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < hidden.length; i++) {
        int row = i;
        int[][] cells =
            IntStream.range(0, hidden[0].length)
                .mapToObj(j -> new int[] {row, j})
                .toArray(int[][]::new);
        changed |= hideAnother(cells, people, hidden);
      }
      for (int j = 0; j < hidden[0].length; j++) {
        int column = j;
        int[][] cells =
            IntStream.range(0, hidden.length)
                .mapToObj(i -> new int[] {i, column})
                .toArray(int[][]::new);
        changed |= hideAnother(cells, people, hidden);
      }
    }
    return hidden;
  }

  boolean tooSmall(int people, int positives) {
    // An empty cell stays too small whatever the rules say of zeros: it has no figures.
    return people == 0 || rules.isSmall(positives) || rules.isSmall(people - positives);
  }

  private static boolean hideAnother(int[][] cells, int[][] people, boolean[][] hidden) {
    int[] smallest = null;
    int already = 0;
    for (int[] cell : cells) {
      if (hidden[cell[0]][cell[1]]) {
        already++;
      } else if (smallest == null || people[cell[0]][cell[1]] < people[smallest[0]][smallest[1]]) {
        smallest = cell;
      }
    }
    if (already != 1 || smallest == null) {
      return false;
    }
    hidden[smallest[0]][smallest[1]] = true;
    return true;
  }
}
