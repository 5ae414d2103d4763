package dev.norn.ingestion.topic;

import java.nio.charset.StandardCharsets;

/**
 * The message on {@link Topics#MODEL_RELEASES}: which release the stream is to serve from now on.
 *
 * @param folder where every worker finds the release's files
 */
public record ActiveRelease(String folder) {

  /** The topic's one key, so that compaction keeps the newest activation. */
  public static final byte[] KEY = "active".getBytes(StandardCharsets.UTF_8);

  public byte[] toBytes() {
    return folder.getBytes(StandardCharsets.UTF_8);
  }

  public static ActiveRelease fromBytes(byte[] bytes) {
    return new ActiveRelease(new String(bytes, StandardCharsets.UTF_8));
  }
}
