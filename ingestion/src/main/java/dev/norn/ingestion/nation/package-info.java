/**
 * The nation: a synthetic population whose hazards are known, written as the register files a real
 * study starts from. Read {@link dev.norn.ingestion.nation.Nation} first, then {@link
 * dev.norn.ingestion.nation.life.Community}; every number is in {@code nation/parameters.yaml}.
 */
package dev.norn.ingestion.nation;
