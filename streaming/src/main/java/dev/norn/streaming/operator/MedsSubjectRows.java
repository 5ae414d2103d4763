package dev.norn.streaming.operator;

/**
 * What was written of a person in a MEDS data set.
 *
 * @param subject id
 * @param split name of the side; null where no cohort is given
 * @param rows of the person
 * @param codes that the shard had not before, with {@link #descriptions} and {@link #parents} in
 *     the same order
 */
public record MedsSubjectRows(
    long subject,
    String split,
    int rows,
    String[] codes,
    String[] descriptions,
    String[] parents) {}
