package dev.norn.model.scoring;

import dev.norn.cohort.Split;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What a run says of a person and an outcome.
 *
 * @param landmark last day whose facts were used, included
 * @param split the side the person is on; a model's figures on people of its training are too good
 * @param probability null when abstained
 * @param low lower end of the calibration's 95 % interval; null when abstained, or where the
 *     calibration was not fitted
 * @param high upper end; likewise
 * @param decile tenth of the run's people by probability, 1 lowest; equal probabilities share the
 *     lower one; null when abstained
 * @param percentile share of the people of the same sex and five years of age whose probability is
 *     lower, ties as half, in percent; null when abstained, or where these people are fewer than 20
 * @param abstained why there is no probability, or null
 * @param newestRecorded newest register time among the facts used
 * @param answer beyond the probability; nothing when abstained
 */
public record ScoredPerson(
    String person,
    LocalDate landmark,
    Split split,
    String outcome,
    Double probability,
    Double low,
    Double high,
    Integer decile,
    Double percentile,
    String abstained,
    long historyVersion,
    Instant newestRecorded,
    PredictedAnswer answer) {}
