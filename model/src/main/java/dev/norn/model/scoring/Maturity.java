package dev.norn.model.scoring;

import dev.norn.outcome.OutcomeDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How far the registers of a run reach: whether labels are known to the end of a horizon.
 *
 * @param covered last day; the study's, or that of the newest register time
 * @param spec of the run
 */
record Maturity(LocalDate covered, ScoringSpec spec) {

  static Maturity of(ScoringSpec spec, SequenceStage stage) {
    return new Maturity(
        spec.coveredTo() == null
            ? Instant.parse(stage.newestRecorded()).atZone(ZoneOffset.UTC).toLocalDate()
            : LocalDate.parse(spec.coveredTo()),
        spec);
  }

  /** Last day of the horizon of whoever's landmark is the last. */
  LocalDate lastDay(OutcomeDefinition outcome) {
    return outcome.lastDay(spec.cohort().landmark().span().latest());
  }

  /** Labels that somebody else made are there as they are. */
  boolean reaches(OutcomeDefinition outcome) {
    return outcome.listed() != null || !lastDay(outcome).isAfter(covered);
  }
}
