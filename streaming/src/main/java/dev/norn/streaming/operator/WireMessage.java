package dev.norn.streaming.operator;

/**
 * A message as it lies on a topic.
 *
 * @param source topic and partition
 * @param offset within the partition
 */
public record WireMessage(String source, long offset, byte[] value) {}
