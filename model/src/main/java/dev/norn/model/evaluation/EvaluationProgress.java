package dev.norn.model.evaluation;

/** Told before each outcome is evaluated, which may take minutes. */
@FunctionalInterface
public interface EvaluationProgress {

  /**
   * @param number of the outcome, from 1
   * @param outcomes in all
   */
  void evaluating(String outcome, int number, int outcomes);

  static EvaluationProgress silent() {
    return (outcome, number, outcomes) -> {};
  }
}
