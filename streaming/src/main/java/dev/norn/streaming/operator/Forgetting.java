package dev.norn.streaming.operator;

/**
 * That a person is to be forgotten, or may come back.
 *
 * @param person pseudonym
 */
public record Forgetting(String person, boolean readmitted) {}
