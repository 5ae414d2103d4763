package dev.norn.cohort;

import dev.norn.event.PersonId;

/** A row of a list that divides people. */
public record ListedPerson(PersonId person, Split side) {}
