package dev.norn.model.augmentation;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sequence taken apart, to be changed and put together again.
 *
 * @param source whose person, landmark and provenance stay
 * @param background tokens between {@code [CLS]} and the first {@code [SEP]}
 * @param events in their order
 */
public record Sentences(PersonSequence source, int[] background, List<Sentence> events) {

  private static final int SEP = SpecialToken.SEP.id();

  public Sentences {
    events = List.copyOf(events);
  }

  public static Sentences of(PersonSequence sequence) {
    int[] tokens = sequence.tokens();
    int start = end(tokens, 0) + 1;
    int[] background = Arrays.copyOfRange(tokens, 1, Math.max(1, start - 1));
    List<Sentence> events = new ArrayList<>();
    while (start < tokens.length) {
      int end = end(tokens, start);
      events.add(
          new Sentence(
              Arrays.copyOfRange(tokens, start, end),
              sequence.days()[start],
              sequence.ages()[start],
              sequence.segments()[start]));
      start = end + 1;
    }
    return new Sentences(sequence, background, events);
  }

  private static int end(int[] tokens, int from) {
    int i = from;
    while (i < tokens.length && tokens[i] != SEP) {
      i++;
    }
    return i;
  }

  public Sentences withEvents(List<Sentence> other) {
    return new Sentences(source, background, other);
  }

  Sentences withBackground(int[] other) {
    return new Sentences(source, other, events);
  }

  public PersonSequence toSequence() {
    int length = background.length + 2;
    for (Sentence event : events) {
      length += event.tokens().length + 1;
    }
    Writer writer = new Writer(length);
    Sentence start = new Sentence(background, source.days()[0], source.ages()[0], 1);
    writer.put(SpecialToken.CLS.id(), start);
    writer.put(start);
    events.forEach(writer::put);
    return writer.finish(source);
  }

  private static final class Writer {
    private final int[] tokens;
    private final int[] days;
    private final float[] ages;
    private final int[] segments;
    private int position;

    Writer(int length) {
      this.tokens = new int[length];
      this.days = new int[length];
      this.ages = new float[length];
      this.segments = new int[length];
    }

    void put(Sentence sentence) {
      for (int token : sentence.tokens()) {
        put(token, sentence);
      }
      put(SEP, sentence);
    }

    void put(int token, Sentence of) {
      tokens[position] = token;
      days[position] = of.day();
      ages[position] = of.age();
      segments[position++] = of.segment();
    }

    PersonSequence finish(PersonSequence source) {
      return new PersonSequence(
          source.person(),
          tokens,
          days,
          ages,
          segments,
          source.historyVersion(),
          source.newestRecorded());
    }
  }
}
