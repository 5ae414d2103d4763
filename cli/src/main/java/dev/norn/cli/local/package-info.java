/**
 * The embedded stack: a real Kafka broker and a real PostgreSQL server on the loopback interface,
 * with everything they keep in one work folder.
 *
 * <p>Read {@link dev.norn.cli.local.LocalStack} first, then {@link dev.norn.cli.local.WorkFolder}.
 *
 * <p>Meant for one person's machine: neither server asks for a password, so every account on the
 * machine can reach both.
 */
package dev.norn.cli.local;
