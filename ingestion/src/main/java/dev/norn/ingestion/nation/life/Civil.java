package dev.norn.ingestion.nation.life;

/** Civil status by the letters of the Danish civil registration. */
public enum Civil {
  /** Never married. */
  U,
  /** Married. */
  G,
  /** Divorced. */
  F,
  /** Widowed. */
  E
}
