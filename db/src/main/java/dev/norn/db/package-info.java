/**
 * Every table, view, role and policy of Norn, and the statements that write them. Read {@link
 * dev.norn.db.Schema} and {@link dev.norn.db.Upserts} first, then {@code db/migrations}.
 */
package dev.norn.db;
