package dev.norn.ingestion.nation.life;

/** Why an address is recorded. */
public enum MoveKind {
  /** The address when the person came into the register. */
  ENTRY,
  MOVE
}
