package dev.norn.streaming.operator;

/**
 * What became of a person when a corpus was built.
 *
 * @param exclusion why the person is not in it, or null
 * @param lateFacts registers of the facts that the cohort does not take, as they were recorded
 *     after its known-by; one for each fact, none of somebody who is not in the corpus
 * @param endsAhead registers of the inputs whose end lies after the day of their recording;
 *     likewise
 */
public record CorpusPerson(String exclusion, String[] lateFacts, String[] endsAhead) {}
