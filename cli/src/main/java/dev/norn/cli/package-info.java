/**
 * The {@code norn} command: {@link dev.norn.cli.Norn} lists the verbs, {@link
 * dev.norn.cli.DemoCommand} runs them all, one stage after the other.
 */
package dev.norn.cli;
