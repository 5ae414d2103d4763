/**
 * Benchmarks: {@link dev.norn.bench.FirstTable} prints one table, each figure beside its yardstick
 * of the same run. {@link dev.norn.bench.TokenisingKernel} is for JMH.
 */
package dev.norn.bench;
