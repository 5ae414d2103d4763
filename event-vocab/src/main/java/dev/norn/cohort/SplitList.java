package dev.norn.cohort;

import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Sides as a list states them. Eight bytes a person: 62 bits of the pseudonym's fingerprint and two
 * for the side, so that a million people take 8 MB. Immutable.
 */
public final class SplitList implements Sides {

  private static final int SIDE_BITS = 2;
  private static final long SIDE = (1 << SIDE_BITS) - 1;

  // In order.
  private final long[] people;

  private SplitList(long[] people) {
    this.people = people;
  }

  @Override
  public Split of(PersonId person, Collection<LifeEvent> facts) {
    return of(person);
  }

  /** The side of somebody who is not listed is {@link Split#NONE}. */
  public Split of(PersonId person) {
    long wanted = entry(person, Split.TRAIN);
    int place = Arrays.binarySearch(people, wanted);
    int at = place < 0 ? -place - 1 : place;
    return at < people.length && personOf(people[at]) == personOf(wanted)
        ? sideOf(people[at])
        : Split.NONE;
  }

  /** How many are listed on it. */
  public long people(Split side) {
    return Arrays.stream(people).filter(entry -> sideOf(entry) == side).count();
  }

  /**
   * SHA-256 of who is on which side, in hexadecimal. Neither the order nor the form of the file
   * counts, nor who is listed to be on no side.
   */
  public String sha256() {
    MessageDigest digest = Fingerprint.sha256();
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES);
    for (long entry : people) {
      if (sideOf(entry) != Split.NONE) {
        digest.update(buffer.clear().putLong(entry).array());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static long entry(PersonId person, Split side) {
    return Fingerprint.of(person) & ~SIDE | side.ordinal();
  }

  private static long personOf(long entry) {
    return entry >>> SIDE_BITS;
  }

  private static Split sideOf(long entry) {
    return Split.values()[(int) (entry & SIDE)];
  }

  /** Takes a list's rows in their order. */
  public static final class Builder {

    private final LongStream.Builder rows = LongStream.builder();

    public void add(PersonId person, Split side) {
      rows.add(entry(person, side));
    }

    /**
     * The rows are taken; ask once.
     *
     * @return the list, or which two rows name one person
     */
    public Built build() {
      long[] inOrderOfRows = rows.build().toArray();
      long[] people = inOrderOfRows.clone();
      Arrays.sort(people);
      Optional<Repetition> repeated =
          IntStream.range(1, people.length)
              .filter(i -> personOf(people[i]) == personOf(people[i - 1]))
              .mapToObj(i -> repetition(inOrderOfRows, personOf(people[i])))
              .findFirst();
      return new Built(new SplitList(people), repeated);
    }

    private static Repetition repetition(long[] rows, long person) {
      int[] places =
          IntStream.range(0, rows.length).filter(i -> personOf(rows[i]) == person).toArray();
      return new Repetition(places[0], places[1]);
    }
  }

  /**
   * @param repetition of a person who is named twice; such a list is to be refused
   */
  public record Built(SplitList list, Optional<Repetition> repetition) {}

  /** Places of two rows of one person, from 0. */
  public record Repetition(int first, int second) {}
}
