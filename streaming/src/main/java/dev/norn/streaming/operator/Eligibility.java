package dev.norn.streaming.operator;

/**
 * What a cohort's rules and the outcomes say of a person.
 *
 * @param removedBy place of the first rule that does not keep the person, or -1
 * @param split name of the side, or null where a rule removed the person
 * @param labels ordinals of the outcomes' labels, in their order; empty where a rule removed the
 *     person
 */
public record Eligibility(int removedBy, String split, int[] labels) {}
