package dev.norn.model.scoring;

import dev.norn.cohort.Split;
import dev.norn.outcome.OutcomeLabel;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A person of a cohort after the model, before calibration and ranks.
 *
 * @param landmark last day whose facts were used, included
 * @param age years at the landmark
 * @param sex text of the token that marks it; null where none does
 * @param newestRecorded newest register time among the facts used
 * @param logits one per outcome of the run, in its order
 * @param answers likewise
 * @param labels likewise, as known when the sequences were written
 */
record EncodedPerson(
    String person,
    Split split,
    LocalDate landmark,
    float age,
    String sex,
    long historyVersion,
    Instant newestRecorded,
    float[] logits,
    PredictedAnswer[] answers,
    OutcomeLabel[] labels) {}
