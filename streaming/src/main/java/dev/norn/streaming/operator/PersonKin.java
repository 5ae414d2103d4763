package dev.norn.streaming.operator;

/**
 * Whether a person is in a cohort, and the kin that the person's facts name.
 *
 * @param links names of the links, as mother
 * @param kin pseudonyms, one for each of the links
 */
public record PersonKin(String person, boolean inCohort, String[] links, String[] kin) {}
