package dev.norn.streaming.operator;

import java.time.Instant;

/**
 * What became of a person when a corpus was built.
 *
 * @param removedBy place of the first of the cohort's rules that does not keep the person, or -1
 * @param newestRecorded newest register time of all the person's facts, used or not
 * @param lateFacts registers of the facts that the cohort does not take, as they were recorded
 *     after its known-by; one for each fact, none of somebody who is not in the corpus
 * @param endsAhead registers of the inputs whose end lies after the day of their recording;
 *     likewise
 */
public record CorpusPerson(
    int removedBy, Instant newestRecorded, String[] lateFacts, String[] endsAhead) {}
