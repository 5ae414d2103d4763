package dev.norn.sequence;

import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.event.RegisterDefinition.Role;
import dev.norn.vocab.RegisterTokeniser;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a history as a sequence: the facts known by a register time that occurred up to the
 * landmark, ordered by (day, register order, row), the newest whole sentences kept when too long.
 * The one place where this happens, live and in batch. Safe for use by several threads.
 *
 * <p>Of several registers of the background the first in order gives the birth, by the first of its
 * facts; of the others every fact counts, whatever its day up to the landmark.
 *
 * <p>Any order of arrival of the same versions gives a byte-identical sequence.
 */
public final class SequenceAssembler {

  private static final double DAYS_PER_YEAR = 365.2425;

  private final Vocabulary vocabulary;
  private final LandmarkDate landmark;
  private final Instant knownBy;
  private final int maxLength;
  private final Comparator<LifeEvent> order;
  private final String birthRegister;

  /**
   * @param knownBy register time, included; null for everything known
   * @param maxLength positions, special tokens included
   * @throws IllegalArgumentException when the background alone could be longer
   */
  public SequenceAssembler(
      Vocabulary vocabulary, LandmarkDate landmark, Instant knownBy, int maxLength) {
    this.vocabulary = vocabulary;
    this.landmark = landmark;
    this.knownBy = knownBy;
    this.maxLength = maxLength;
    int longestBackground =
        vocabulary.registers().stream()
            .filter(register -> register.role() == Role.background)
            .mapToInt(register -> register.fields().size() + 2)
            .findFirst()
            .orElse(2);
    this.birthRegister =
        vocabulary.registers().stream()
            .filter(register -> register.role() == Role.background)
            .map(RegisterTokeniser::register)
            .findFirst()
            .orElse(null);
    if (maxLength < longestBackground) {
      throw new IllegalArgumentException(
          "a sequence of "
              + maxLength
              + " positions cannot hold the background, which takes up to "
              + longestBackground
              + "; raise the maximum length");
    }
    this.order =
        Comparator.comparing(LifeEvent::occurred)
            .thenComparingInt(event -> vocabulary.tokeniser(event.register()).order())
            .thenComparing(LifeEvent::register)
            .thenComparing(LifeEvent::row);
  }

  /** The same with another landmark. */
  public SequenceAssembler at(LandmarkDate other) {
    return other.equals(landmark)
        ? this
        : new SequenceAssembler(vocabulary, other, knownBy, maxLength);
  }

  /**
   * @return nothing when no background fact is known: without a birthday there is no age
   */
  public Optional<PersonSequence> assemble(History history) {
    return written(history).map(WrittenLife::sequence);
  }

  /**
   * As {@link #assemble}, with the facts.
   *
   * @return nothing when no background fact is known
   */
  public Optional<WrittenLife> written(History history) {
    List<LifeEvent> facts =
        history.asKnownBy(knownBy).stream()
            .filter(fact -> landmark.includes(fact.occurred()))
            .filter(fact -> vocabulary.tokeniser(fact.register()) != null)
            .sorted(order)
            .toList();
    return facts.stream()
        .filter(fact -> fact.register().equals(birthRegister))
        .findFirst()
        .map(background -> write(background, facts, history.version()));
  }

  private WrittenLife write(LifeEvent birth, List<LifeEvent> facts, long version) {
    List<EventSentence> sentences = new ArrayList<>();
    for (LifeEvent fact : facts) {
      if (!isBackground(fact)) {
        sentences.add(new EventSentence(fact, vocabulary.tokens(fact)));
      }
    }
    List<EventSentence> prefix = background(birth, facts);
    int length = prefix.stream().mapToInt(part -> part.tokens().length).sum() + 2;
    int first = sentences.size();
    while (first > 0 && length + sentences.get(first - 1).length() <= maxLength) {
      length += sentences.get(--first).length();
    }
    Writer writer = new Writer(birth.occurred(), length);
    writer.background(prefix);
    for (int i = first; i < sentences.size(); i++) {
      writer.sentence(sentences.get(i), i);
    }
    return writer.finish(birth.person(), version, newestRecorded(facts));
  }

  /** The birth, then what else is background; the last tokens are left out when too many. */
  private List<EventSentence> background(LifeEvent birth, List<LifeEvent> facts) {
    List<EventSentence> parts = new ArrayList<>();
    int room = maxLength - 2;
    List<LifeEvent> others =
        facts.stream()
            .filter(fact -> isBackground(fact) && !fact.register().equals(birthRegister))
            .toList();
    for (LifeEvent fact : Stream.concat(Stream.of(birth), others.stream()).toList()) {
      int[] tokens = vocabulary.tokens(fact);
      int[] kept = Arrays.copyOf(tokens, Math.min(room, tokens.length));
      parts.add(new EventSentence(fact, kept));
      room -= kept.length;
    }
    return parts;
  }

  private static Instant newestRecorded(List<LifeEvent> facts) {
    return facts.stream().map(LifeEvent::recorded).max(Comparator.naturalOrder()).orElseThrow();
  }

  private boolean isBackground(LifeEvent fact) {
    return vocabulary.tokeniser(fact.register()).role() == Role.background;
  }

  private final class Writer {
    private final LocalDate birth;
    private final int[] tokens;
    private final int[] days;
    private final float[] ages;
    private final int[] segments;
    private final LifeEvent[] sources;
    private int position;

    Writer(LocalDate birth, int length) {
      this.birth = birth;
      this.tokens = new int[length];
      this.days = new int[length];
      this.ages = new float[length];
      this.segments = new int[length];
      this.sources = new LifeEvent[length];
    }

    void background(List<EventSentence> prefix) {
      put(SpecialToken.CLS.id(), landmark.date(), 1, null);
      for (EventSentence part : prefix) {
        for (int token : part.tokens()) {
          put(token, landmark.date(), 1, part.event());
        }
      }
      put(SpecialToken.SEP.id(), landmark.date(), 1, null);
    }

    // Segments cycle over the whole life, so clipping the oldest leaves the others unchanged.
    void sentence(EventSentence sentence, int index) {
      int segment = (index + 1) % 3 + 1;
      LocalDate day = sentence.event().occurred();
      for (int token : sentence.tokens()) {
        put(token, day, segment, sentence.event());
      }
      put(SpecialToken.SEP.id(), day, segment, sentence.event());
    }

    private void put(int token, LocalDate day, int segment, LifeEvent source) {
      tokens[position] = token;
      days[position] = LandmarkDate.absoluteDay(day);
      ages[position] = (float) ((days[position] - LandmarkDate.absoluteDay(birth)) / DAYS_PER_YEAR);
      segments[position] = segment;
      sources[position] = source;
      position++;
    }

    WrittenLife finish(PersonId person, long version, Instant newestRecorded) {
      return new WrittenLife(
          new PersonSequence(person, tokens, days, ages, segments, version, newestRecorded),
          Collections.unmodifiableList(Arrays.asList(sources)));
    }
  }
}
