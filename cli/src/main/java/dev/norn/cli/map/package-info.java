/**
 * Maps in the database: what is read for them, what is known of the people on them, and the rows.
 *
 * <p>Read {@link dev.norn.cli.map.ReleaseMaps} first.
 */
package dev.norn.cli.map;
