package dev.norn.ingestion.nation.life;

/** What a person does, as the labour register sees it. */
public enum Work {
  /** Under 16, in no labour register. */
  CHILD,
  STUDENT,
  EMPLOYED,
  UNEMPLOYED,
  /** Outside the labour force before retirement. */
  OUTSIDE,
  RETIRED
}
