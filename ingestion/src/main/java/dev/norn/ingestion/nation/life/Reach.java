package dev.norn.ingestion.nation.life;

/** Whose hazards may be others after something has happened. */
enum Reach {
  NOBODY,
  /** The person it happened to. */
  PERSON,
  /** The person and their partner. */
  COUPLE
}
