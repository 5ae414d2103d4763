/**
 * The Flink jobs. {@link dev.norn.streaming.LiveJob} keeps histories and scores them as events
 * arrive; {@link dev.norn.streaming.BoundedHistories} runs the same functions over all that is on
 * the topic, for vocabulary, corpus and batch scoring.
 */
package dev.norn.streaming;
