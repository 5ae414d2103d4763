package dev.norn.ingestion.nation.parameters;

/** As the population register writes it. */
public enum Sex {
  M,
  F
}
