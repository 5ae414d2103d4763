package dev.norn.ingestion.nation.life;

/** Kinds of hospital contact. */
public enum ContactKind {
  INPATIENT,
  OUTPATIENT,
  EMERGENCY
}
