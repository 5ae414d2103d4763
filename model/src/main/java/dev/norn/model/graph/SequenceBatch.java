package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.List;

/** Sequences side by side, (count, length) row-major, padded at the end with 0. */
public final class SequenceBatch {

  private final int count;
  private final int length;
  private final int[] tokens;
  private final int[] days;
  private final float[] ages;
  private final int[] segments;

  /** A lone {@code [CLS]} in each row, to be filled: no attention then divides by nothing. */
  public SequenceBatch(int count, int length) {
    this.count = count;
    this.length = length;
    this.tokens = new int[count * length];
    this.days = new int[count * length];
    this.ages = new float[count * length];
    this.segments = new int[count * length];
    for (int row = 0; row < count; row++) {
      tokens[row * length] = SpecialToken.CLS.id();
    }
  }

  /** Padded to the longest. */
  public static SequenceBatch of(List<PersonSequence> sequences) {
    return of(sequences, sequences.stream().mapToInt(PersonSequence::length).max().orElseThrow());
  }

  /** Padded as the model asks for. */
  public static SequenceBatch of(ModelSpec spec, List<PersonSequence> sequences) {
    int longest = sequences.stream().mapToInt(PersonSequence::length).max().orElseThrow();
    return of(sequences, spec.padded(longest));
  }

  /**
   * @throws IllegalArgumentException if a sequence is longer than the length
   */
  public static SequenceBatch of(List<PersonSequence> sequences, int length) {
    return of(sequences, sequences.size(), length);
  }

  /**
   * Rows without a sequence hold a lone {@code [CLS]}: no attention then divides by nothing.
   *
   * @param rows no fewer than sequences
   * @throws IllegalArgumentException if a sequence is longer than the length
   */
  public static SequenceBatch of(List<PersonSequence> sequences, int rows, int length) {
    SequenceBatch batch = new SequenceBatch(rows, length);
    for (int row = 0; row < sequences.size(); row++) {
      batch.put(row, sequences.get(row));
    }
    return batch;
  }

  /**
   * @throws IllegalArgumentException if the sequence is longer than the batch
   */
  public void put(int row, PersonSequence sequence) {
    int n = sequence.length();
    int at = row * length;
    if (n > length) {
      throw new IllegalArgumentException(
          "[batch] a sequence has %d positions; the batch has room for %d".formatted(n, length));
    }
    System.arraycopy(sequence.tokens(), 0, tokens, at, n);
    System.arraycopy(sequence.days(), 0, days, at, n);
    System.arraycopy(sequence.ages(), 0, ages, at, n);
    System.arraycopy(sequence.segments(), 0, segments, at, n);
  }

  public int count() {
    return count;
  }

  public int length() {
    return length;
  }

  /** The caller may overwrite tokens with masks. */
  public int[] tokens() {
    return tokens;
  }

  public int[] days() {
    return days;
  }

  public float[] ages() {
    return ages;
  }

  public int[] segments() {
    return segments;
  }

  public void feed(SequenceInputs inputs, Feeds feeds) {
    feeds.ints(inputs.tokens(), tokens, count, length);
    feeds.ints(inputs.days(), days, count, length);
    feeds.floats(inputs.ages(), ages, count, length);
    feeds.ints(inputs.segments(), segments, count, length);
  }
}
