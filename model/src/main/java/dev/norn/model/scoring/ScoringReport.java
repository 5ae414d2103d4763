package dev.norn.model.scoring;

import dev.norn.cohort.Split;
import dev.norn.model.calibration.CalibrationChange;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.evaluation.Evaluation;
import java.util.List;
import java.util.Map;

/**
 * What a run has to say for itself. Counts of fewer than ten people are null.
 *
 * @param spec what was asked for
 * @param rules of the cohort, in their order: in words whom each removes, and how many
 * @param peopleRead of whom there was any fact
 * @param people scored
 * @param newestRecorded newest register time on the topic, ISO-8601
 * @param outcomes in the order of the run
 * @param tokenShifts the largest differences from the people calibrated on; empty where they were
 *     not counted
 * @param evaluation of matured outcomes on the test split, beside baselines; null where there are
 *     none
 * @param notEvaluated by outcome: why not
 * @param testSplitUse how many people taught the baselines and how often the release was evaluated
 *     on the test side; null where it was not
 * @param vocabularyHash of the release's
 * @param corpus id of the sequences
 * @param calibration without the counts that it is made of
 */
public record ScoringReport(
    ScoringSpec spec,
    List<Removal> rules,
    long peopleRead,
    long people,
    String newestRecorded,
    List<OutcomeFigures> outcomes,
    List<TokenShift> tokenShifts,
    Evaluation evaluation,
    Map<String, String> notEvaluated,
    String testSplitUse,
    String vocabularyHash,
    String corpus,
    UsedCalibration calibration) {

  public ScoringReport {
    rules = List.copyOf(rules);
    outcomes = List.copyOf(outcomes);
    tokenShifts = List.copyOf(tokenShifts);
  }

  /** What speaks for calibrating anew, a sentence each; nothing where nothing does. */
  public List<String> staleCalibration() {
    return StaleCalibration.of(this);
  }

  /**
   * The calibration that made the probabilities.
   *
   * @param id of the release's calibration, or {@code own}
   * @param cohort name, of the people it was fitted on
   * @param landmark of theirs
   * @param split of theirs
   * @param created ISO-8601 instant
   * @param changes by outcome: what it changed for them
   */
  public record UsedCalibration(
      String id,
      String cohort,
      String landmark,
      Split split,
      String created,
      Map<String, CalibrationChange> changes) {

    static UsedCalibration of(ReleaseCalibration calibration) {
      return new UsedCalibration(
          calibration.id(),
          calibration.cohort(),
          calibration.landmark(),
          calibration.split(),
          calibration.created(),
          calibration.changes());
    }
  }

  /**
   * @param words whom the rule removes
   * @param people null when fewer than ten, or when they could be told by subtraction
   */
  public record Removal(String words, Long people) {}

  /**
   * One outcome.
   *
   * @param matured whether the registers reach the end of the horizon
   * @param lastDay last day of the horizon, of who comes last, yyyy-MM-dd
   * @param labels people by what is known of them: POSITIVE, NEGATIVE, UNKNOWN; where the outcome
   *     has not matured those without the event are UNKNOWN
   * @param baseRate share of positives among the known; null where it has not matured
   * @param meanPredicted of those who have a probability; null where nobody has
   * @param predicted people with a probability
   * @param abstained people by reason
   * @param abstainedShares share abstained on by group of people; null where too few are, or are
   *     not, or where it could be told from the other groups
   * @param deciles by rising probability
   * @param scoreShift population stability index against the people calibrated on; null where none
   *     were counted
   */
  public record OutcomeFigures(
      String outcome,
      boolean matured,
      String lastDay,
      Map<String, Long> labels,
      Double baseRate,
      Double meanPredicted,
      Long predicted,
      Map<String, Long> abstained,
      Map<String, Double> abstainedShares,
      List<Decile> deciles,
      Double scoreShift) {}

  /**
   * A tenth of the people.
   *
   * @param decile 1 for the lowest probabilities
   * @param people null, too, where their sum would tell how many are abstained on
   * @param observed share of positives among the known; null where it has not matured, or where
   *     they are too few to be shown
   */
  public record Decile(int decile, Long people, double meanPredicted, Double observed) {}
}
