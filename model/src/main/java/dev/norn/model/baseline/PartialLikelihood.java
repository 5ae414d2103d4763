package dev.norn.model.baseline;

/**
 * The logarithm of Cox's partial likelihood (Cox 1972) with Efron's account of ties (1977), its
 * gradient and the negative of its second derivatives, all at one set of coefficients. Adding
 * everybody up takes as many multiplications as people have pairs of columns that are not 0.
 */
final class PartialLikelihood implements RiskSets.Visitor {

  private final FollowedPeople people;
  private final double[] logHazards;
  private final double offset;
  private final boolean slopes;
  private final Sums atRisk;

  private double value;
  private final double[] gradient;
  private final double[][] information;

  private PartialLikelihood(FollowedPeople people, double[] coefficients, boolean slopes) {
    this.people = people;
    this.slopes = slopes;
    this.logHazards = new double[people.people()];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logHazards.length; i++) {
      logHazards[i] = dot(coefficients, people.features(i));
      most = Math.max(most, logHazards[i]);
    }
    this.offset = most;
    int width = slopes ? coefficients.length : 0;
    this.atRisk = new Sums(width);
    this.gradient = new double[width];
    this.information = triangle(width);
  }

  static PartialLikelihood at(FollowedPeople people, RiskSets sets, double[] coefficients) {
    PartialLikelihood likelihood = new PartialLikelihood(people, coefficients, true);
    sets.visit(likelihood);
    return likelihood;
  }

  /** Without the derivatives. */
  static double valueAt(FollowedPeople people, RiskSets sets, double[] coefficients) {
    PartialLikelihood likelihood = new PartialLikelihood(people, coefficients, false);
    sets.visit(likelihood);
    return likelihood.value;
  }

  double value() {
    return value;
  }

  double[] gradient() {
    return gradient;
  }

  /** Lower triangle, the diagonal included. */
  double[][] information() {
    return information;
  }

  @Override
  public void add(int person) {
    atRisk.add(hazard(person), people.features(person), 1);
  }

  @Override
  public void remove(int person) {
    atRisk.add(hazard(person), people.features(person), -1);
  }

  @Override
  public void at(double time, int[] events) {
    Sums tied = new Sums(gradient.length);
    for (int person : events) {
      tied.add(hazard(person), people.features(person), 1);
      value += logHazards[person] - offset;
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += people.features(person)[j];
      }
    }
    for (int before = 0; before < events.length; before++) {
      subtract((double) before / events.length, tied);
    }
  }

  // Efron: of those tied, a growing share no longer counts as at risk.
  private void subtract(double share, Sums tied) {
    double hazards = atRisk.hazards - share * tied.hazards;
    value -= Math.log(hazards);
    if (!slopes) {
      return;
    }
    double[] means = new double[gradient.length];
    for (int j = 0; j < means.length; j++) {
      means[j] = (atRisk.first[j] - share * tied.first[j]) / hazards;
      gradient[j] -= means[j];
      for (int k = 0; k <= j; k++) {
        double square = (atRisk.second[j][k] - share * tied.second[j][k]) / hazards;
        information[j][k] += square - means[j] * means[k];
      }
    }
  }

  private double hazard(int person) {
    // Against the greatest, so that none overflows; the likelihood knows only ratios.
    return Math.exp(logHazards[person] - offset);
  }

  static double dot(double[] coefficients, double[] features) {
    double sum = 0;
    for (int j = 0; j < coefficients.length; j++) {
      sum += coefficients[j] * features[j];
    }
    return sum;
  }

  private static double[][] triangle(int width) {
    double[][] triangle = new double[width][];
    for (int j = 0; j < width; j++) {
      triangle[j] = new double[j + 1];
    }
    return triangle;
  }

  /** Hazards, and features and their products weighted by them. */
  private static final class Sums {
    private double hazards;
    private final double[] first;
    private final double[][] second;
    private final int[] filled;

    private Sums(int width) {
      this.first = new double[width];
      this.second = triangle(width);
      this.filled = new int[width];
    }

    private void add(double hazard, double[] features, int sign) {
      double weight = sign * hazard;
      hazards += weight;
      int count = 0;
      for (int j = 0; j < first.length; j++) {
        if (features[j] != 0) {
          filled[count++] = j;
        }
      }
      for (int j = 0; j < count; j++) {
        double weighted = weight * features[filled[j]];
        double[] row = second[filled[j]];
        first[filled[j]] += weighted;
        for (int k = 0; k <= j; k++) {
          row[filled[k]] += weighted * features[filled[k]];
        }
      }
    }
  }
}
