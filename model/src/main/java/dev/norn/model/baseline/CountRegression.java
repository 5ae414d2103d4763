package dev.norn.model.baseline;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import dev.norn.model.finetuning.CountFeatures;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * L2-regularised logistic regression on {@link CountFeatures}. The intercept is not regularised, so
 * a rare outcome keeps its base rate; age is standardised before the penalty. Of a grid of
 * penalties the one with the least log-loss on the validation split is kept; weights are fitted on
 * the training split only.
 *
 * <p>While it is fitted, the distinct tokens of the whole training split are in memory, some 80
 * bytes each.
 */
public final class CountRegression {

  /** Weight of the data against the penalty, strongest penalty first. */
  private static final double[] GRID = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1};

  private static final double TOLERANCE = 1e-3;
  private static final double SAME_AGE = 1e-3;

  /** A life and whether the outcome occurred. */
  public record Labelled(PersonSequence life, boolean positive) {}

  private final CountFeatures features;
  private final double[] coefficients;
  private final double intercept;

  private CountRegression(CountFeatures features, double[] coefficients, double intercept) {
    this.features = features;
    this.coefficients = coefficients;
    this.intercept = intercept;
  }

  /**
   * @param tokens of the vocabulary, or as many as training lives have
   * @param training at least one of each class; streams are closed here
   * @param validation may hold nobody: then the strongest penalty is kept
   */
  public static CountRegression fit(
      int tokens, Supplier<Stream<Labelled>> training, Supplier<Stream<Labelled>> validation) {
    // Its progress lines would go to standard output, for the whole process.
    Linear.disableDebugOutput();
    CountFeatures features = new CountFeatures(tokens);
    AgeScale age = new AgeScale(features.agePlace());
    Problem problem = problem(features, training, age);
    CountRegression best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double cost : GRID) {
      Parameter parameter = new Parameter(SolverType.L2R_LR, cost, TOLERANCE);
      parameter.setRegularizeBias(false);
      CountRegression candidate = of(features, Linear.train(problem, parameter), age);
      double loss = candidate.meanLoss(validation);
      if (best == null || loss < least) {
        best = candidate;
        least = loss;
      }
    }
    return best;
  }

  private static CountRegression of(CountFeatures features, Model model, AgeScale age) {
    // liblinear's weights speak for the class that it met first.
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    double[] all = Arrays.stream(model.getFeatureWeights()).map(w -> sign * w).toArray();
    double[] coefficients = Arrays.copyOf(all, features.size());
    double intercept = all[features.size()] + age.unscale(coefficients);
    return new CountRegression(features, coefficients, intercept);
  }

  private static Problem problem(
      CountFeatures features, Supplier<Stream<Labelled>> training, AgeScale age) {
    List<Feature[]> rows = new ArrayList<>();
    List<Double> labels = new ArrayList<>();
    // liblinear counts from 1; the intercept comes last.
    int intercept = features.size() + 1;
    try (Stream<Labelled> examples = training.get()) {
      examples.forEachOrdered(
          example -> {
            Map<Integer, Double> values = features.of(example.life());
            Feature[] row = new Feature[values.size() + 1];
            int at = 0;
            for (Map.Entry<Integer, Double> value : values.entrySet()) {
              row[at++] = new FeatureNode(value.getKey() + 1, value.getValue());
            }
            row[at] = new FeatureNode(intercept, 1);
            rows.add(row);
            labels.add(example.positive() ? 1.0 : 0.0);
          });
    }
    age.scale(rows);
    Problem problem = new Problem();
    problem.l = rows.size();
    problem.bias = 1;
    problem.n = intercept;
    problem.x = rows.toArray(Feature[][]::new);
    problem.y = labels.stream().mapToDouble(Double::doubleValue).toArray();
    return problem;
  }

  private double meanLoss(Supplier<Stream<Labelled>> examples) {
    try (Stream<Labelled> all = examples.get()) {
      return all.mapToDouble(
              example -> {
                double logit = logit(example.life());
                double wrong = example.positive() ? -logit : logit;
                return Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
              })
          .average()
          .orElse(Double.NaN);
    }
  }

  public double logit(PersonSequence life) {
    double logit = intercept;
    for (Map.Entry<Integer, Double> value : features.of(life).entrySet()) {
      logit += coefficients[value.getKey()] * value.getValue();
    }
    return logit;
  }

  /** By place in {@link CountFeatures}. */
  public double[] coefficients() {
    return coefficients.clone();
  }

  public double intercept() {
    return intercept;
  }

  /** Standardises the numbers of age, else the penalty would weigh on those of one cohort. */
  private static final class AgeScale {

    private final int place;
    private final double[] means = new double[CountFeatures.AGES];
    private final double[] spreads = new double[CountFeatures.AGES];

    private AgeScale(int place) {
      this.place = place;
    }

    void scale(List<Feature[]> rows) {
      for (int i = 0; i < means.length; i++) {
        // The intercept is the last of a row, the ages stand before it.
        int fromEnd = means.length + 1 - i;
        double[] ages =
            rows.stream().mapToDouble(row -> row[row.length - fromEnd].getValue()).toArray();
        double mean = Arrays.stream(ages).average().orElse(0);
        double variance = Arrays.stream(ages).map(a -> (a - mean) * (a - mean)).average().orElse(0);
        means[i] = mean;
        spreads[i] = Math.max(Math.sqrt(variance), SAME_AGE);
        for (Feature[] row : rows) {
          Feature age = row[row.length - fromEnd];
          age.setValue((age.getValue() - mean) / spreads[i]);
        }
      }
    }

    /** Turns the coefficients of scaled into those of plain ages; returns the intercept's part. */
    double unscale(double[] coefficients) {
      double intercept = 0;
      for (int i = 0; i < means.length; i++) {
        coefficients[place + i] /= spreads[i];
        intercept -= coefficients[place + i] * means[i];
      }
      return intercept;
    }
  }
}
