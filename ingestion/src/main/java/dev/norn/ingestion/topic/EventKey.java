package dev.norn.ingestion.topic;

import dev.norn.event.LifeEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * Keys of {@link Topics#LIFE_EVENTS}: person, colon, content hash of the version. Each version has
 * its own, so compaction keeps them all, and a message without a value takes a single one away.
 */
public final class EventKey {

  private static final Pattern KEY = Pattern.compile("[^:]+:[0-9a-f]{64}");

  private EventKey() {}

  public static byte[] of(LifeEvent event) {
    return of(event.person().value(), event.contentHash());
  }

  /**
   * @param person pseudonym
   * @param version its {@link LifeEvent#contentHash}
   */
  public static byte[] of(String person, String version) {
    return (person + ':' + version).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether it looks like a key that {@link #of} made, whatever its message holds. */
  public static boolean isOne(byte[] key) {
    return KEY.matcher(new String(key, StandardCharsets.UTF_8)).matches();
  }

  /** The person of a key that {@link #of} made. */
  public static String person(byte[] key) {
    return new String(key, 0, Math.max(0, personEnd(key)), StandardCharsets.UTF_8);
  }

  /** The version of a key that {@link #of} made. */
  public static String version(byte[] key) {
    int start = personEnd(key) + 1;
    return new String(key, start, key.length - start, StandardCharsets.UTF_8);
  }

  /** Place of the last colon, or -1. */
  private static int personEnd(byte[] key) {
    int end = key.length - 1;
    while (end >= 0 && key[end] != ':') {
      end--;
    }
    return end;
  }

  /** By the person alone, so that a person's messages are in one partition, in order. */
  public static int partition(byte[] key, int partitions) {
    int end = personEnd(key);
    byte[] person = end < 0 ? key : Arrays.copyOf(key, end);
    return Utils.toPositive(Utils.murmur2(person)) % partitions;
  }
}
