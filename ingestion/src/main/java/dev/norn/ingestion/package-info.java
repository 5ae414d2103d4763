/**
 * Registers to life events on Kafka. Read {@link dev.norn.ingestion.RegisterIngestion} first, then
 * {@link dev.norn.ingestion.register.RowMapper}, where a row becomes life events.
 */
package dev.norn.ingestion;
