package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a statistician's table knows: the training split's rate among people of the same five-year
 * age band and sex, drawn towards the band's rate, and that towards everybody's, by {@value
 * #PRIOR_PEOPLE} imagined people each.
 */
public final class LifeTableBaseline implements Baseline {

  private static final int PRIOR_PEOPLE = 10;

  private final Set<Integer> sexTokens;
  private final Map<Integer, double[]> bands = new TreeMap<>();
  private final Map<Integer, Map<Integer, double[]>> cells = new TreeMap<>();
  private final double[] everybody = new double[2];

  private LifeTableBaseline(Set<Integer> sexTokens) {
    this.sexTokens = Set.copyOf(sexTokens);
  }

  /**
   * @param sexTokens ids of the background tokens that mark sex; empty for a table by age alone
   */
  static LifeTableBaseline fit(LabelledExamples train, Set<Integer> sexTokens) {
    LifeTableBaseline table = new LifeTableBaseline(sexTokens);
    train.forEach(example -> table.add(example, train.isPositive(example)));
    return table;
  }

  private void add(CorpusExample example, boolean positive) {
    int band = band(example);
    count(everybody, positive);
    count(bands.computeIfAbsent(band, b -> new double[2]), positive);
    count(cell(band).computeIfAbsent(sex(example), s -> new double[2]), positive);
  }

  private Map<Integer, double[]> cell(int band) {
    return cells.computeIfAbsent(band, b -> new TreeMap<>());
  }

  private static void count(double[] cell, boolean positive) {
    cell[0] += positive ? 1 : 0;
    cell[1]++;
  }

  @Override
  public String title() {
    return sexTokens.isEmpty() ? "life table (age)" : "life table (age × sex)";
  }

  @Override
  public double probability(CorpusExample example) {
    int band = band(example);
    double[] none = {0, 0};
    double overall = everybody[0] / everybody[1];
    double ofBand = smoothed(bands.getOrDefault(band, none), overall);
    return smoothed(cells.getOrDefault(band, Map.of()).getOrDefault(sex(example), none), ofBand);
  }

  private static double smoothed(double[] cell, double prior) {
    return (cell[0] + PRIOR_PEOPLE * prior) / (cell[1] + PRIOR_PEOPLE);
  }

  private int band(CorpusExample example) {
    return AgeSex.of(example, sexTokens).band();
  }

  private int sex(CorpusExample example) {
    return AgeSex.of(example, sexTokens).sex();
  }
}
