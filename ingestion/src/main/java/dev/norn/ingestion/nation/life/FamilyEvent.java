package dev.norn.ingestion.nation.life;

/** What the family register records. */
public enum FamilyEvent {
  /** Civil status and children when the register begins or the person arrives. */
  ENTRY,
  MARRIAGE,
  DIVORCE,
  WIDOWED,
  /** A child of the person is born. */
  BIRTH
}
