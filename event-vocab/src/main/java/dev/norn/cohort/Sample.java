package dev.norn.cohort;

import dev.norn.event.PersonId;

/**
 * A part of the people, drawn by a seeded hash of the pseudonym, so that it is the same in every
 * run, and another one than the splits of the same seed.
 *
 * @param share of those whom all other rules keep, above 0 and at most 1
 * @param seed of the hash
 */
public record Sample(double share, long seed) {

  public Sample {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "sample.share: expected above 0 and at most 1, found " + share);
    }
  }

  boolean holds(PersonId person) {
    return StableHash.of(seed, "sample " + person.value()) < share;
  }
}
