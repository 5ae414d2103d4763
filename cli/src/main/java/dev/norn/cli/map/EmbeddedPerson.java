package dev.norn.cli.map;

import java.time.LocalDate;

/**
 * Whom a release has an embedding of.
 *
 * @param landmark of the embedding
 */
record EmbeddedPerson(String person, LocalDate landmark) {}
