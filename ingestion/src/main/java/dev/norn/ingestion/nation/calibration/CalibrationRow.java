package dev.norn.ingestion.nation.calibration;

/**
 * One line of the calibration table.
 *
 * @param sweden a neighbour's value of the same figure, or null
 * @param achieved in the nation
 * @param events that the achieved figure rests on; 0 where it is no count
 * @param expectedEvents how many there would be if the target held; 0 where it is no count
 */
public record CalibrationRow(
    String figure,
    double target,
    Double sweden,
    double achieved,
    double events,
    double expectedEvents,
    String source) {

  /** Achieved relative to the target. */
  public double ratio() {
    return achieved / target;
  }
}
