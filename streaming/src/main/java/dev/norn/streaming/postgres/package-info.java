/** The one place where scores become rows: {@link dev.norn.streaming.postgres.PostgresSinks}. */
package dev.norn.streaming.postgres;
