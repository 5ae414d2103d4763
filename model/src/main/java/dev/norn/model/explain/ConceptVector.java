package dev.norn.model.explain;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Concept activation vectors (Kim et al. 2018, section 3.2): the direction across which a linear
 * classifier tells people with a concept from others.
 */
final class ConceptVector {

  /** Weight of the data against the penalty, on standardised features. */
  private static final double COST = 0.1;

  private static final double TOLERANCE = 1e-3;

  private ConceptVector() {}

  /**
   * @param layer {@code [person][channel]}
   * @param people rows that are learnt from; one may occur several times
   * @param has whether each person, by row, has the concept; both kinds are among the people
   * @return of length 1, towards the concept
   */
  static double[] of(double[][] layer, int[] people, boolean[] has) {
    // Its progress lines would go to standard output, for the whole process.
    Linear.disableDebugOutput();
    int width = layer[0].length;
    double[] deviation = deviations(layer, people);
    Problem problem = new Problem();
    problem.l = people.length;
    problem.n = width + 1;
    problem.bias = 1;
    problem.x = new Feature[people.length][];
    problem.y = new double[people.length];
    for (int row = 0; row < people.length; row++) {
      problem.x[row] = features(layer[people[row]], deviation);
      problem.y[row] = has[people[row]] ? 1 : 0;
    }
    Parameter parameter = new Parameter(SolverType.L2R_LR, COST, TOLERANCE);
    parameter.setRegularizeBias(false);
    return direction(Linear.train(problem, parameter), deviation);
  }

  private static double[] direction(Model model, double[] deviation) {
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    double[] direction = new double[deviation.length];
    Arrays.setAll(direction, i -> sign * model.getFeatureWeights()[i] / deviation[i]);
    double length = Math.sqrt(dot(direction, direction));
    Arrays.setAll(direction, i -> length == 0 ? 0 : direction[i] / length);
    return direction;
  }

  private static double[] deviations(double[][] layer, int[] people) {
    double[] deviations = new double[layer[0].length];
    for (int i = 0; i < deviations.length; i++) {
      int channel = i;
      double mean =
          IntStream.of(people).mapToDouble(row -> layer[row][channel]).average().orElseThrow();
      double variance =
          IntStream.of(people)
              .mapToDouble(row -> Math.pow(layer[row][channel] - mean, 2))
              .average()
              .orElseThrow();
      deviations[i] = variance > 1e-12 ? Math.sqrt(variance) : 1;
    }
    return deviations;
  }

  /** As liblinear takes it: counted from 1, the intercept last. */
  private static Feature[] features(double[] row, double[] deviation) {
    Feature[] features = new Feature[row.length + 1];
    Arrays.setAll(
        features,
        i ->
            i < row.length
                ? new FeatureNode(i + 1, row[i] / deviation[i])
                : new FeatureNode(i + 1, 1));
    return features;
  }

  static double dot(double[] a, double[] b) {
    double dot = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
    }
    return dot;
  }
}
