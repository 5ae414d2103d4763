package dev.norn.streaming.operator;

import java.time.Instant;

/**
 * What a release says of a person at a landmark.
 *
 * @param release id of the release
 * @param abstained why there is no prediction, or null
 * @param embedding L2-normalised; empty when abstained
 * @param code sign code of the embedding as text of 0 and 1; empty when abstained
 * @param probabilities calibrated, one per outcome of the release; empty when abstained
 * @param outcomes names of the release's outcomes
 */
public record PersonScore(
    String person,
    String release,
    String landmark,
    String abstained,
    float[] embedding,
    String code,
    float[] probabilities,
    String[] outcomes,
    long historyVersion,
    Instant newestRecorded,
    Cause cause) {}
