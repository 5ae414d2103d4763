package dev.norn.cohort;

/** How a cohort's people are divided, as its file says: by a hash, or by a list. */
public sealed interface SplitRule permits HashedSplit, ListedSplit {

  /** As JSON. Rules of one identity put everybody on the same side. */
  String identity();

  /** Of the hash; of a list a number that other lists do not have. */
  long seed();
}
