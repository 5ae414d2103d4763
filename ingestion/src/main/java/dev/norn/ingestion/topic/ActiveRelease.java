package dev.norn.ingestion.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The message on {@link Topics#MODEL_RELEASES}: which release the stream is to serve from now on.
 *
 * @param folder where every worker finds the release's files
 * @param previousUntil until when the release before goes on predicting beside it; null where it
 *     ends at once
 */
public record ActiveRelease(String folder, Instant previousUntil) {

  /** The topic's one key, so that compaction keeps the newest activation. */
  public static final byte[] KEY = "active".getBytes(StandardCharsets.UTF_8);

  /** The folder, and on a second line the time where there is one. */
  public byte[] toBytes() {
    String text = previousUntil == null ? folder : folder + "\n" + previousUntil;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static ActiveRelease fromBytes(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", 2);
    return new ActiveRelease(lines[0], lines.length == 1 ? null : Instant.parse(lines[1]));
  }
}
