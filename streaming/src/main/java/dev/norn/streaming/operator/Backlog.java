package dev.norn.streaming.operator;

/**
 * Whether messages are being read that waited on the topic. Then encodings can wait too: one for
 * each message would read a history as often as it has versions. Live, people wait a moment; in a
 * backlog until it has been read, and in a long one at most about a minute.
 */
public final class Backlog {

  /** Nobody waits longer once the last message has been read. */
  public static final long SETTLED_MILLIS = 6_000;

  private static final long STEP_MILLIS = 5_000;
  private static final long OLD_MILLIS = 10_000;
  private static final long RECENT_MILLIS = 1_000;
  private static final long MOST_MILLIS = 60_000;

  private final long quietMillis;
  private long begun;
  private long read;

  /**
   * @param quietMillis how long a person waits live
   */
  Backlog(long quietMillis) {
    this.quietMillis = quietMillis;
  }

  /**
   * Notes a message.
   *
   * @param sent when the topic took it
   * @return when the person that it changes is looked at
   */
  long due(long now, long sent) {
    boolean old = now - sent > OLD_MILLIS;
    if (old) {
      begun = lasts(now) ? begun : now;
      read = now;
    }
    return now + (old ? Math.max(quietMillis, STEP_MILLIS) : quietMillis);
  }

  /**
   * @return when a person is to be looked at again, or 0 if it is to be encoded now
   */
  long postponed(long now) {
    if (!lasts(now)) {
      return 0;
    }
    // For one step in a minute everybody whose time it is gets encoded.
    boolean turn = (now - begun) % (MOST_MILLIS + STEP_MILLIS) >= MOST_MILLIS;
    return turn ? 0 : now + STEP_MILLIS;
  }

  private boolean lasts(long now) {
    return now - read <= RECENT_MILLIS;
  }
}
