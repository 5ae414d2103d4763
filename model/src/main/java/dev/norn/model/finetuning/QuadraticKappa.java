package dev.norn.model.finetuning;

/**
 * Agreement of predicted with observed classes of an order beyond chance, where a miss costs the
 * square of its distance (Cohen 1968): 1 where all agree, 0 for chance.
 */
public final class QuadraticKappa {

  private QuadraticKappa() {}

  /**
   * @param counts people by observed, then by predicted class
   * @return no number where all observed and predicted classes are one
   */
  public static double of(double[][] counts) {
    double[] observed = new double[counts.length];
    double[] predicted = new double[counts.length];
    double people = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        observed[i] += counts[i][j];
        predicted[j] += counts[i][j];
        people += counts[i][j];
      }
    }
    double found = 0;
    double byChance = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        double weight = (double) (i - j) * (i - j);
        found += weight * counts[i][j];
        byChance += weight * observed[i] * predicted[j] / people;
      }
    }
    return byChance > 0 ? 1 - found / byChance : Double.NaN;
  }
}
