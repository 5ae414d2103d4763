package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Mean answers in training by age band and sex, drawn towards everybody's by {@value #PRIOR_PEOPLE}
 * imagined people: of counts how many, of classes their shares.
 */
final class AgeSexMeans {

  private static final int PRIOR_PEOPLE = 10;

  private final Set<Integer> sexTokens;
  private final double[] everybody;
  private final Map<AgeSex, double[]> sums = new HashMap<>();
  private final Map<AgeSex, Integer> people = new HashMap<>();

  private AgeSexMeans(Set<Integer> sexTokens, int width) {
    this.sexTokens = sexTokens;
    this.everybody = new double[width];
  }

  /** Of counts: one number. */
  static AgeSexMeans ofCounts(AnsweredPeople train, Set<Integer> sexTokens) {
    return fit(train, 1, answer -> new double[] {answer}, sexTokens);
  }

  /** Of classes: their shares. */
  static AgeSexMeans ofClasses(AnsweredPeople train, int classes, Set<Integer> sexTokens) {
    return fit(train, classes, answer -> oneHot(answer, classes), sexTokens);
  }

  private static double[] oneHot(int answer, int classes) {
    double[] vector = new double[classes];
    vector[answer] = 1;
    return vector;
  }

  private static AgeSexMeans fit(
      AnsweredPeople train, int width, IntFunction<double[]> vector, Set<Integer> sexTokens) {
    AgeSexMeans means = new AgeSexMeans(sexTokens, width);
    for (int i = 0; i < train.size(); i++) {
      means.add(train.people().get(i), vector.apply(train.answers()[i]));
    }
    for (int i = 0; i < width; i++) {
      means.everybody[i] /= train.size();
    }
    return means;
  }

  private void add(CorpusExample example, double[] vector) {
    AgeSex cell = AgeSex.of(example, sexTokens);
    double[] sum = sums.computeIfAbsent(cell, c -> new double[everybody.length]);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += vector[i];
      everybody[i] += vector[i];
    }
    people.merge(cell, 1, Integer::sum);
  }

  /** Not numbers where nobody trained; callers must not change it. */
  double[] everybody() {
    return everybody;
  }

  double[] of(CorpusExample example) {
    AgeSex cell = AgeSex.of(example, sexTokens);
    double[] sum = sums.get(cell);
    if (sum == null) {
      return everybody;
    }
    double[] mean = new double[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (sum[i] + PRIOR_PEOPLE * everybody[i]) / (people.get(cell) + PRIOR_PEOPLE);
    }
    return mean;
  }
}
