package dev.norn.model.evaluation;

import dev.norn.model.finetuning.QuadraticKappa;

/** A figure that says how good predicted classes of an order are. */
public enum OrdinalMetric implements AnswerMetric {
  /** Cohen's kappa with quadratic weights; 0 is chance, undefined where all is one class. */
  QUADRATIC_KAPPA("quadratic kappa"),
  /** Mean over the classes that occur of the harmonic mean of precision and recall. */
  MACRO_F1("macro-F1"),
  /** Mean distance in classes. */
  MEAN_ABSOLUTE_ERROR("mean absolute error"),
  /** Mean over the observed classes of their own mean distance. */
  MACRO_MEAN_ABSOLUTE_ERROR("macro mean absolute error");

  private final String title;

  OrdinalMetric(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean higherIsBetter() {
    return this == QUADRATIC_KAPPA || this == MACRO_F1;
  }

  /**
   * @param counts people by observed, then by predicted class
   */
  double of(double[][] counts) {
    return switch (this) {
      case QUADRATIC_KAPPA -> QuadraticKappa.of(counts);
      case MACRO_F1 -> macroF1(counts);
      case MEAN_ABSOLUTE_ERROR -> distance(counts) / sum(rows(counts));
      case MACRO_MEAN_ABSOLUTE_ERROR -> macroError(counts);
    };
  }

  private static double macroF1(double[][] counts) {
    double[] observed = rows(counts);
    double[] predicted = columns(counts);
    double total = 0;
    int classes = 0;
    for (int i = 0; i < counts.length; i++) {
      if (observed[i] + predicted[i] > 0) {
        total += 2 * counts[i][i] / (observed[i] + predicted[i]);
        classes++;
      }
    }
    return total / classes;
  }

  private static double distance(double[][] counts) {
    double distance = 0;
    for (int i = 0; i < counts.length; i++) {
      distance += distance(counts[i], i);
    }
    return distance;
  }

  private static double macroError(double[][] counts) {
    double total = 0;
    int classes = 0;
    for (int i = 0; i < counts.length; i++) {
      double people = sum(counts[i]);
      if (people > 0) {
        total += distance(counts[i], i) / people;
        classes++;
      }
    }
    return total / classes;
  }

  private static double distance(double[] predicted, int observed) {
    double distance = 0;
    for (int j = 0; j < predicted.length; j++) {
      distance += Math.abs(observed - j) * predicted[j];
    }
    return distance;
  }

  private static double[] rows(double[][] counts) {
    double[] sums = new double[counts.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sum(counts[i]);
    }
    return sums;
  }

  private static double[] columns(double[][] counts) {
    double[] sums = new double[counts.length];
    for (double[] row : counts) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += row[j];
      }
    }
    return sums;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
