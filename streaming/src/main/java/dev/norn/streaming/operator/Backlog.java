package dev.norn.streaming.operator;

/**
 * Whether messages are being read that waited on the topic. Then encodings can wait too: one for
 * each message would read a history as often as it has versions. Live, people wait a moment; in a
 * backlog until it has been read, and in a long one until a turn that comes at most once a minute
 * and takes at most a tenth of the time. Who waits in a backlog has no timer: to put off all of
 * them again and again would cost more than reading does.
 */
final class Backlog {

  /** How often {@link #isTurn} is to be asked. */
  static final long LOOK_MILLIS = 1_000;

  private static final long OLD_MILLIS = 10_000;
  private static final long RECENT_MILLIS = 1_000;
  private static final long LATE_MILLIS = 1_000;
  private static final long LEAST_MILLIS = 60_000;
  private static final long READING_TO_TURNS = 9;

  // Of a job before this one, perhaps.
  private boolean anybodyWaits = true;
  private long next;
  private long read;

  // Of timers, which come in order: when the last is due, and up to when all have come.
  private long lastDue;
  private long allCame;

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
        next = now + LEAST_MILLIS;
      }
      read = now;
    }
    return old;
  }

  /** Notes that a person has been given a timer. */
  void timed(long due) {
    if (allCame >= lastDue) {
      allCame = due - 1;
    }
    lastDue = Math.max(lastDue, due);
  }

  /** Notes that a timer has come. */
  void came(long due) {
    allCame = Math.max(allCame, due);
  }

  /**
   * Whether a person whose timer has come waits for a turn all the same: messages are read that
   * waited, or encoding falls behind, as timers would leave messages no time.
   *
   * @param due when it was to come
   */
  boolean putsOff(long now, long due) {
    if (now - due > LATE_MILLIS) {
      anybodyWaits = true;
      return true;
    }
    return lasts(now);
  }

  /** Whether reading goes on before anybody else is visited. */
  boolean comesFirst(long now) {
    return lasts(now) && now < next;
  }

  /** Whether everybody who waits is to be encoded now: the backlog has been read, or is long. */
  boolean isTurn(long now) {
    if (!anybodyWaits || comesFirst(now)) {
      return false;
    }
    anybodyWaits = lasts(now);
    next = now + LEAST_MILLIS;
    return true;
  }

  /**
   * A turn, or whatever else kept messages waiting, is over.
   *
   * @param took milliseconds
   */
  void ended(long now, long took) {
    next = Math.max(next, now + READING_TO_TURNS * took);
    if (anybodyWaits) {
      // Little has been read meanwhile, which does not mean that the backlog is over.
      read = Math.min(now, read + took);
    }
  }

  /**
   * Whether people wait for a turn, those whose turn it is not included, or for timers that may
   * have been due for a while.
   */
  boolean anybodyWaits(long now) {
    return anybodyWaits || allCame < Math.min(lastDue, now - LATE_MILLIS);
  }

  private boolean lasts(long now) {
    return now - read <= RECENT_MILLIS;
  }
}
