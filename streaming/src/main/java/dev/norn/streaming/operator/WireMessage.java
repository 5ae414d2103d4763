package dev.norn.streaming.operator;

/**
 * A message as it lies on a topic.
 *
 * @param source topic and partition
 * @param offset within the partition
 * @param key empty where it has none
 * @param sent when the topic took it, milliseconds since 1970
 * @param value null where the message erases those of its key
 */
public record WireMessage(String source, long offset, byte[] key, long sent, byte[] value) {}
