package dev.norn.streaming.operator;

/**
 * Whether messages are being read that waited on the topic. Then encodings can wait too: one for
 * each message would read a history as often as it has versions. Live, people wait a moment; in a
 * backlog until it has been read, and in a long one at most about a minute. Who waits in a backlog
 * has no timer: to put off all of them again and again would cost more than reading does.
 */
public final class Backlog {

  /** Nobody waits longer once the last message has been read. */
  public static final long SETTLED_MILLIS = 3_000;

  /** How often {@link #isTurn} is to be asked. */
  static final long LOOK_MILLIS = 1_000;

  private static final long OLD_MILLIS = 10_000;
  private static final long RECENT_MILLIS = 1_000;
  private static final long MOST_MILLIS = 60_000;

  // Of a job before this one, perhaps.
  private boolean anybodyWaits = true;
  private long turn;
  private long read;

  /**
   * Notes a message.
   *
   * @param sent when the topic took it
   * @return whether the person that it changes waits for a turn
   */
  boolean holds(long now, long sent) {
    boolean old = now - sent > OLD_MILLIS;
    if (old) {
      if (!anybodyWaits) {
        anybodyWaits = true;
        turn = now;
      }
      read = now;
    }
    return old;
  }

  /**
   * Whether a person whose timer has come waits for a turn all the same.
   *
   * @param timer the time for which it was set
   */
  boolean putsOff(long now, long timer) {
    return lasts(now) && timer != turn;
  }

  /** Whether everybody who waits is to be encoded now: the backlog has been read, or is long. */
  boolean isTurn(long now) {
    if (!anybodyWaits || lasts(now) && now - turn < MOST_MILLIS) {
      return false;
    }
    turn = now;
    anybodyWaits = lasts(now);
    return true;
  }

  private boolean lasts(long now) {
    return now - read <= RECENT_MILLIS;
  }
}
