package dev.norn.model.evaluation;

import java.util.List;

/**
 * One model of a time-to-event outcome on the test split.
 *
 * @param title as printed
 * @param causes in the order of the outcome's causes
 */
public record IncidenceFigures(String title, List<CauseFigures> causes) {

  public IncidenceFigures {
    causes = List.copyOf(causes);
  }

  /**
   * @param concordance of the risk by the end of the horizon
   * @param brier at some days
   * @param integratedBrier over the whole follow-up
   * @param concordanceDifference the model's minus this one's, paired by person; 0 of the model
   * @param integratedBrierDifference likewise
   */
  public record CauseFigures(
      String cause,
      Interval concordance,
      List<BrierAt> brier,
      Interval integratedBrier,
      Interval concordanceDifference,
      Interval integratedBrierDifference) {

    public CauseFigures {
      brier = List.copyOf(brier);
    }
  }

  /**
   * @param day from the landmark
   */
  public record BrierAt(int day, Interval score) {}
}
