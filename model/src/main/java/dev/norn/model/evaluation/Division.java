package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * People put into groups.
 *
 * @param name such as "age"
 * @param levels names of the groups
 * @param levelOf the place of each person's group, by row
 */
record Division(String name, List<String> levels, int[] levelOf) {

  private static final int AGE_BAND = 10;
  private static final List<String> THIRDS =
      List.of("shortest third", "middle third", "longest third");

  /** By ten years of age at the landmark, by length of the sequence, then by the given tokens. */
  static List<Division> all(LabelledExamples people, List<TokenDivision> byToken) {
    List<Division> all = new ArrayList<>();
    all.add(byAge(people.values(CorpusExample::ageAtLandmark)));
    int[] thirds = quantiles(people.values(e -> e.sequence().length()), THIRDS.size());
    all.add(new Division("sequence length", THIRDS, thirds));
    byToken.forEach(division -> all.add(byToken(people, division)));
    return all;
  }

  private static Division byAge(double[] ages) {
    int[] bands = Arrays.stream(ages).mapToInt(age -> (int) Math.floor(age / AGE_BAND)).toArray();
    int youngest = Arrays.stream(bands).min().orElse(0);
    int oldest = Arrays.stream(bands).max().orElse(0);
    List<String> levels =
        IntStream.rangeClosed(youngest, oldest)
            .mapToObj(band -> band * AGE_BAND + "–" + (band * AGE_BAND + AGE_BAND - 1))
            .toList();
    return new Division("age", levels, Arrays.stream(bands).map(band -> band - youngest).toArray());
  }

  private static Division byToken(LabelledExamples people, TokenDivision division) {
    List<Integer> ids = List.copyOf(division.tokens().keySet());
    int[] places =
        Arrays.stream(people.values(e -> ids.indexOf(division.deciding(e.sequence()))))
            .mapToInt(place -> (int) place)
            .toArray();
    List<String> levels = new ArrayList<>();
    if (division.quantiles() == null) {
      levels.addAll(division.tokens().values());
    } else {
      int[] have = IntStream.range(0, places.length).filter(row -> places[row] >= 0).toArray();
      int[] groups =
          quantiles(
              Arrays.stream(have).mapToDouble(row -> places[row]).toArray(), division.quantiles());
      for (int i = 0; i < have.length; i++) {
        places[have[i]] = groups[i];
      }
      IntStream.rangeClosed(1, division.quantiles())
          .mapToObj(group -> group + " of " + division.quantiles())
          .forEach(levels::add);
    }
    if (Arrays.stream(places).anyMatch(place -> place < 0)) {
      levels.add("other or not known");
    }
    int last = levels.size() - 1;
    return new Division(
        division.name(), levels, Arrays.stream(places).map(p -> p < 0 ? last : p).toArray());
  }

  /** Groups of about equal size by rising value; equal values stay together. */
  static int[] quantiles(double[] values, int groups) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> values[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] found = new int[values.length];
    for (int rank = 0; rank < order.length; rank++) {
      boolean tied = rank > 0 && values[order[rank]] == values[order[rank - 1]];
      found[order[rank]] =
          tied ? found[order[rank - 1]] : (int) ((long) rank * groups / order.length);
    }
    return found;
  }

  /** The rows of each group. */
  int[][] rows() {
    return IntStream.range(0, levels.size())
        .mapToObj(
            level ->
                IntStream.range(0, levelOf.length).filter(row -> levelOf[row] == level).toArray())
        .toArray(int[][]::new);
  }

  /** Every pair of a group of this and a group of the other: a row for each group of this. */
  int[][][] rows(Division other) {
    int[][][] cells = new int[levels.size()][other.levels.size()][];
    for (int i = 0; i < cells.length; i++) {
      for (int j = 0; j < cells[i].length; j++) {
        int first = i;
        int second = j;
        cells[i][j] =
            IntStream.range(0, levelOf.length)
                .filter(row -> levelOf[row] == first && other.levelOf[row] == second)
                .toArray();
      }
    }
    return cells;
  }
}
