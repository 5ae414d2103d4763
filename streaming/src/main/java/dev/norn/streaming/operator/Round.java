package dev.norn.streaming.operator;

import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Goes round people, a portion of time at once: between portions messages are read and barriers of
 * checkpoints pass, however many people there are and however long one of them takes.
 */
final class Round implements AutoCloseable {

  /** A portion ends with the visit in which this time is over, or where there is no room. */
  static final long PORTION_MILLIS = 450;

  /** What is read meanwhile has to be enough for a barrier to come through. */
  static final long PAUSE_MILLIS = 50;

  private final Stream<Object> people;
  private final Iterator<Object> rest;
  private final LongSupplier clock;
  private final BooleanSupplier room;

  /**
   * @param people closed with the round
   * @param clock milliseconds
   * @param room whether what a visit gives will be taken without waiting
   */
  Round(Stream<Object> people, LongSupplier clock, BooleanSupplier room) {
    this.people = people;
    this.rest = people.iterator();
    this.clock = clock;
    this.room = room;
  }

  /**
   * Visits some of those who have not been visited.
   *
   * @return whether nobody is left
   */
  boolean portion(ThrowingConsumer<Object, Exception> visit) throws Exception {
    long end = clock.getAsLong() + PORTION_MILLIS;
    while (rest.hasNext() && room.getAsBoolean() && clock.getAsLong() < end) {
      visit.accept(rest.next());
    }
    return !rest.hasNext();
  }

  @Override
  public void close() {
    people.close();
  }
}
