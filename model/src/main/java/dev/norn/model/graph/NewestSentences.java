package dev.norn.model.graph;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.Arrays;

/** A life cut to what fits: its background, and of its event sentences the newest whole ones. */
public final class NewestSentences {

  private NewestSentences() {}

  /**
   * @param most positions; a background that alone is longer is cut at its end
   */
  public static PersonSequence of(PersonSequence sequence, int most) {
    int length = sequence.length();
    if (length <= most) {
      return sequence;
    }
    int[] tokens = sequence.tokens();
    int background = 1;
    while (background < length && tokens[background - 1] != SpecialToken.SEP.id()) {
      background++;
    }
    background = Math.min(background, most);
    int from = length - (most - background);
    // A sentence begins after a [SEP].
    while (from < length && tokens[from - 1] != SpecialToken.SEP.id()) {
      from++;
    }
    return kept(sequence, background, from);
  }

  private static PersonSequence kept(PersonSequence sequence, int background, int from) {
    int length = background + sequence.length() - from;
    int[] tokens = Arrays.copyOf(sequence.tokens(), length);
    int[] days = Arrays.copyOf(sequence.days(), length);
    float[] ages = Arrays.copyOf(sequence.ages(), length);
    int[] segments = Arrays.copyOf(sequence.segments(), length);
    int events = length - background;
    System.arraycopy(sequence.tokens(), from, tokens, background, events);
    System.arraycopy(sequence.days(), from, days, background, events);
    System.arraycopy(sequence.ages(), from, ages, background, events);
    System.arraycopy(sequence.segments(), from, segments, background, events);
    return new PersonSequence(
        sequence.person(),
        tokens,
        days,
        ages,
        segments,
        sequence.historyVersion(),
        sequence.newestRecorded());
  }
}
