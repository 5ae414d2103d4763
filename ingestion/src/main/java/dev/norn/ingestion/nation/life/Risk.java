package dev.norn.ingestion.nation.life;

/** What may happen to a person next; each has a hazard that its process sets. */
enum Risk {
  DEATH,
  EMIGRATION,
  PAIRING,
  MARRIAGE,
  DISSOLUTION,
  BIRTH,
  LEAVING_HOME,
  MOVE,
  COURSE,
  JOB_LOSS,
  FINDING_WORK,
  JOB_CHANGE,
  LEAVING_WORK,
  RETURNING,
  RETIRING,
  SICKNESS,
  CARE_PLACEMENT,
  DIABETES,
  CONTACT,
  COMORBIDITY,
  REPEAT,
  PRESCRIPTION,
  REFILL;

  static final int COUNT = values().length;
}
