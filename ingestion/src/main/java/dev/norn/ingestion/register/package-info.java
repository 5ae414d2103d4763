/**
 * Where a register's row becomes life events. Read {@link dev.norn.ingestion.register.RowMapper}
 * and {@link dev.norn.ingestion.register.ParsedRow} first.
 */
package dev.norn.ingestion.register;
