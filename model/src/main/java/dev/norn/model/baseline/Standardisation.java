package dev.norn.model.baseline;

/**
 * Columns to standard deviation 1, so that one penalty is fair to all, and to mean 0 where most of
 * a column is not 0: one that is keeps its zeros, which sums then skip.
 */
final class Standardisation {

  private static final double CONSTANT = 1e-12;

  private final double[] centres;
  private final double[] spreads;

  private Standardisation(double[] centres, double[] spreads) {
    this.centres = centres;
    this.spreads = spreads;
  }

  static Standardisation of(FollowedPeople people) {
    double[] centres = new double[people.width()];
    double[] spreads = new double[people.width()];
    for (int column = 0; column < centres.length; column++) {
      double sum = 0;
      int zeros = 0;
      for (int i = 0; i < people.people(); i++) {
        sum += people.features(i)[column];
        zeros += people.features(i)[column] == 0 ? 1 : 0;
      }
      double mean = sum / people.people();
      double squares = 0;
      for (int i = 0; i < people.people(); i++) {
        double off = people.features(i)[column] - mean;
        squares += off * off;
      }
      double spread = Math.sqrt(squares / people.people());
      boolean constant = !(spread > CONSTANT * Math.max(1, Math.abs(mean)));
      centres[column] = 2 * zeros > people.people() ? 0 : mean;
      // Infinite, so that a constant column becomes 0 and its coefficient stays 0.
      spreads[column] = constant ? Double.POSITIVE_INFINITY : spread;
    }
    return new Standardisation(centres, spreads);
  }

  double[] scaled(double[] features) {
    double[] standardised = new double[features.length];
    for (int column = 0; column < features.length; column++) {
      standardised[column] = (features[column] - centres[column]) / spreads[column];
    }
    return standardised;
  }

  /** Coefficients of the columns as they were. */
  double[] unscaled(double[] coefficients) {
    double[] unscaled = new double[coefficients.length];
    for (int column = 0; column < coefficients.length; column++) {
      unscaled[column] = coefficients[column] / spreads[column];
    }
    return unscaled;
  }

  FollowedPeople scaled(FollowedPeople people) {
    double[][] features = new double[people.people()][];
    double[] enter = new double[features.length];
    double[] exit = new double[features.length];
    int[] causes = new int[features.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = scaled(people.features(i));
      enter[i] = people.enter(i);
      exit[i] = people.exit(i);
      causes[i] = people.cause(i);
    }
    return new FollowedPeople(features, enter, exit, causes);
  }
}
