package dev.norn.event;

/** What a version of a fact says about the fact. */
public enum EventKind {
  /** The fact holds, with the content of this version. */
  ASSERTED,
  /** The register withdrew the fact; no content of it counts from this register time on. */
  RETRACTED,
  /** Everything about the person is to be removed, and what is sent later refused. */
  FORGOTTEN,
  /** The person, forgotten before, may come back: what is sent from now on counts. */
  READMITTED;

  /** Whether it is said of a person as a whole, not of one fact. */
  public boolean isOfPerson() {
    return this == FORGOTTEN || this == READMITTED;
  }
}
