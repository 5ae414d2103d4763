package dev.norn.streaming.operator;

/**
 * How long a changed person waits for further changes before being encoded. Live, a moment. In a
 * backlog longer, up to {@link #MOST_MILLIS}: a sequence for each of its messages would read each
 * history as often as it has versions.
 */
public final class EncodingDelay {

  /** Nobody waits longer. */
  public static final long MOST_MILLIS = 5_000;

  private EncodingDelay() {}

  /**
   * @param quietMillis least delay
   * @param lagMillis since the topic took the message
   */
  static long millis(long quietMillis, long lagMillis) {
    return Math.max(quietMillis, Math.min(lagMillis / 2, MOST_MILLIS));
  }
}
