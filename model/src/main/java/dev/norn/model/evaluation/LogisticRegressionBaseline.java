package dev.norn.model.evaluation;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import dev.norn.model.corpus.CorpusExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * L2-regularised logistic regression on log(1 + count) of every token, age at the landmark and its
 * square. The logarithm, because the tenth visit says less than the second. The intercept is not
 * regularised, so a rare outcome keeps its base rate. Of a small grid of penalties the one with the
 * least log-loss on the validation split is kept; weights are fitted on the training split only.
 *
 * <p>Holds the distinct tokens of the whole training split in memory, 24 bytes each.
 */
public final class LogisticRegressionBaseline implements Baseline {

  /** Weight of the data against the penalty, strongest penalty first. */
  private static final double[] GRID = {0.001, 0.01, 0.1, 1};

  private static final double TOLERANCE = 1e-3;

  private final CountFeatures features;
  private final double[] weights;
  private final double intercept;
  private final double cost;

  private LogisticRegressionBaseline(CountFeatures features, Model model, double cost) {
    this.features = features;
    this.cost = cost;
    // liblinear's weights speak for the class that it met first.
    double sign = model.getLabels()[0] == 1 ? 1 : -1;
    double[] all = Arrays.stream(model.getFeatureWeights()).map(w -> sign * w).toArray();
    this.weights = Arrays.copyOf(all, model.getNrFeature());
    this.intercept = all[model.getNrFeature()];
  }

  /**
   * @param validation may hold nobody: then the strongest penalty is kept
   */
  static LogisticRegressionBaseline fit(LabelledExamples train, LabelledExamples validation) {
    // Its progress lines would go to standard output, for the whole process.
    Linear.disableDebugOutput();
    CountFeatures features = CountFeatures.scaledOn(train);
    Problem problem = problem(train, features);
    LogisticRegressionBaseline best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double cost : GRID) {
      Parameter parameter = new Parameter(SolverType.L2R_LR, cost, TOLERANCE);
      parameter.setRegularizeBias(false);
      LogisticRegressionBaseline candidate =
          new LogisticRegressionBaseline(features, Linear.train(problem, parameter), cost);
      double loss = Metric.LOG_LOSS.of(validation.scores(candidate));
      if (best == null || loss < least) {
        best = candidate;
        least = loss;
      }
    }
    return best;
  }

  /** Weight of the data against the penalty, as chosen on the validation split. */
  public double cost() {
    return cost;
  }

  @Override
  public String title() {
    return "logistic regression (token counts, age)";
  }

  @Override
  public double probability(CorpusExample example) {
    double logit = intercept;
    for (Feature feature : features.of(example)) {
      // Tokens that no training person has carry no weight.
      if (feature.getIndex() <= weights.length) {
        logit += weights[feature.getIndex() - 1] * feature.getValue();
      }
    }
    return LogisticFit.sigmoid(logit);
  }

  private static Problem problem(LabelledExamples train, CountFeatures features) {
    List<Feature[]> rows = new ArrayList<>();
    List<Double> labels = new ArrayList<>();
    train.forEach(
        example -> {
          rows.add(features.of(example));
          labels.add(train.isPositive(example) ? 1.0 : 0.0);
        });
    int intercept =
        1 + rows.stream().mapToInt(row -> row[row.length - 1].getIndex()).max().orElse(0);
    Problem problem = new Problem();
    problem.l = rows.size();
    problem.bias = 1;
    problem.n = intercept;
    problem.x = new Feature[rows.size()][];
    for (int row = 0; row < problem.l; row++) {
      Feature[] known = rows.get(row);
      problem.x[row] = Arrays.copyOf(known, known.length + 1);
      problem.x[row][known.length] = new FeatureNode(intercept, problem.bias);
    }
    problem.y = labels.stream().mapToDouble(Double::doubleValue).toArray();
    return problem;
  }
}
