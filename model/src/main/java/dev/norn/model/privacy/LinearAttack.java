package dev.norn.model.privacy;

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
 * A logistic regression that guesses a secret from numbers of a person. It is fitted to one half of
 * the people, whose secrets the attacker is taken to know, and guesses of the other half. Knowing
 * half of all secrets is more than an attacker has.
 *
 * <p>The halves do not change places: two fits that guess of each other's people err together, and
 * an interval over all people would be too narrow.
 */
final class LinearAttack {

  /** Weight of the data against the penalty, on standardised features. */
  private static final double COST = 0.1;

  private static final double TOLERANCE = 1e-3;

  private LinearAttack() {}

  /**
   * @param features {@code [person][feature]}
   * @param secrets of each person
   * @param known whose secret is learnt from; people of both kinds are among them
   * @return how likely the secret is, 0 to 1, of the others in their order
   */
  static double[] guesses(double[][] features, boolean[] secrets, boolean[] known) {
    // Its progress lines would go to standard output, for the whole process.
    Linear.disableDebugOutput();
    Scale scale = Scale.of(features, known);
    Model model = fit(features, secrets, known, scale);
    return IntStream.range(0, known.length)
        .filter(person -> !known[person])
        .mapToDouble(person -> probability(model, scale.row(features[person])))
        .toArray();
  }

  /** Those of the people who are guessed of. */
  static boolean[] guessed(boolean[] secrets, boolean[] known) {
    boolean[] guessed = new boolean[secrets.length];
    int people = 0;
    for (int person = 0; person < known.length; person++) {
      if (!known[person]) {
        guessed[people++] = secrets[person];
      }
    }
    return Arrays.copyOf(guessed, people);
  }

  private static Model fit(double[][] features, boolean[] secrets, boolean[] known, Scale scale) {
    int people = 0;
    for (boolean in : known) {
      people += in ? 1 : 0;
    }
    Problem problem = new Problem();
    problem.l = people;
    problem.n = features[0].length + 1;
    problem.bias = 1;
    problem.x = new Feature[people][];
    problem.y = new double[people];
    int row = 0;
    for (int person = 0; person < known.length; person++) {
      if (known[person]) {
        problem.x[row] = scale.row(features[person]);
        problem.y[row++] = secrets[person] ? 1 : 0;
      }
    }
    Parameter parameter = new Parameter(SolverType.L2R_LR, COST, TOLERANCE);
    parameter.setRegularizeBias(false);
    return Linear.train(problem, parameter);
  }

  private static double probability(Model model, Feature[] row) {
    double[] probabilities = new double[2];
    Linear.predictProbability(model, row, probabilities);
    return probabilities[model.getLabels()[0] == 1 ? 0 : 1];
  }

  /** Means and standard deviations of the half that is learnt from. */
  private record Scale(double[] mean, double[] deviation) {

    static Scale of(double[][] features, boolean[] known) {
      int width = features[0].length;
      double[] sum = new double[width];
      double[] squares = new double[width];
      int people = 0;
      for (int person = 0; person < known.length; person++) {
        if (known[person]) {
          people++;
          for (int i = 0; i < width; i++) {
            sum[i] += features[person][i];
            squares[i] += features[person][i] * features[person][i];
          }
        }
      }
      double[] deviation = new double[width];
      for (int i = 0; i < width; i++) {
        sum[i] /= people;
        double variance = squares[i] / people - sum[i] * sum[i];
        deviation[i] = variance > 1e-12 ? Math.sqrt(variance) : 1;
      }
      return new Scale(sum, deviation);
    }

    /** As liblinear takes it: counted from 1, the intercept last. */
    Feature[] row(double[] features) {
      Feature[] row = new Feature[features.length + 1];
      Arrays.setAll(
          row,
          i ->
              i < features.length
                  ? new FeatureNode(i + 1, (features[i] - mean[i]) / deviation[i])
                  : new FeatureNode(i + 1, 1));
      return row;
    }
  }
}
