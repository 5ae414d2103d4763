package dev.norn.ingestion.register;

/** One row of a register file by column name; a column without a value gives the empty text. */
@FunctionalInterface
interface Row {
  String get(String column);
}
