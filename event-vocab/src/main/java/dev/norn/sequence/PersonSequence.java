package dev.norn.sequence;

import dev.norn.event.PersonId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * One person's life up to a landmark, as a model reads it: {@code [CLS] background [SEP] e1 [SEP]
 * e2 [SEP] …}. Four parallel arrays of {@link #length()} positions; callers must not change them.
 *
 * <p>{@code [CLS]}, the background and its {@code [SEP]} carry the landmark's day and the age at
 * the landmark; every position of an event sentence, its {@code [SEP]} included, carries the
 * event's.
 */
public final class PersonSequence {

  private final PersonId person;
  private final int[] tokens;
  private final int[] days;
  private final float[] ages;
  private final int[] segments;
  private final long historyVersion;
  private final Instant newestRecorded;

  /**
   * @param historyVersion {@link dev.norn.event.History#version()} of the history it came from
   * @param newestRecorded newest register time among the facts used
   */
  public PersonSequence(
      PersonId person,
      int[] tokens,
      int[] days,
      float[] ages,
      int[] segments,
      long historyVersion,
      Instant newestRecorded) {
    if (days.length != tokens.length
        || ages.length != tokens.length
        || segments.length != tokens.length) {
      throw new IllegalArgumentException("the four arrays of a sequence must be of one length");
    }
    this.person = Objects.requireNonNull(person, "person");
    this.tokens = tokens;
    this.days = days;
    this.ages = ages;
    this.segments = segments;
    this.historyVersion = historyVersion;
    this.newestRecorded = Objects.requireNonNull(newestRecorded, "newestRecorded");
  }

  public PersonId person() {
    return person;
  }

  /** Positions, special tokens included. */
  public int length() {
    return tokens.length;
  }

  public int[] tokens() {
    return tokens;
  }

  /** Of the person; the first position carries it. */
  public LandmarkDate landmark() {
    return new LandmarkDate(LandmarkDate.ORIGIN.plusDays(days[0]));
  }

  /** Days since {@link LandmarkDate#ORIGIN}. */
  public int[] days() {
    return days;
  }

  /** Age in years, with its fraction. */
  public float[] ages() {
    return ages;
  }

  /** 1 for the background; event sentences cycle 2, 3, 1. */
  public int[] segments() {
    return segments;
  }

  public long historyVersion() {
    return historyVersion;
  }

  public Instant newestRecorded() {
    return newestRecorded;
  }

  /** All that a model sees of the person, for comparing sequences byte by byte. */
  public byte[] bytes() {
    ByteBuffer buffer = ByteBuffer.allocate(16 * tokens.length);
    for (int i = 0; i < tokens.length; i++) {
      buffer.putInt(tokens[i]).putInt(days[i]).putFloat(ages[i]).putInt(segments[i]);
    }
    return buffer.array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PersonSequence that
        && person.equals(that.person)
        && historyVersion == that.historyVersion
        && newestRecorded.equals(that.newestRecorded)
        && Arrays.equals(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return Objects.hash(person, historyVersion, Arrays.hashCode(tokens));
  }

  /** Without content: sequences get into logs. */
  @Override
  public String toString() {
    return "PersonSequence[length=" + length() + ", historyVersion=" + historyVersion + "]";
  }
}
