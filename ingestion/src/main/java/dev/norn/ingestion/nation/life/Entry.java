package dev.norn.ingestion.nation.life;

/** How a person comes into the registers. */
public enum Entry {
  /** In the country on the registers' first day. */
  PRESENT,
  BORN,
  ARRIVED
}
