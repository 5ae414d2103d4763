package dev.norn.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The newest whole sentences stay, exactly as they were in the whole sequence. */
class ClippingTest {

  private static final Vocabulary VOCABULARY = Lives.vocabulary();
  private static final LandmarkDate LANDMARK = new LandmarkDate(Lives.LANDMARK);
  private static final int BACKGROUND = 4;

  private static Optional<PersonSequence> assemble(List<LifeEvent> versions, int maxLength) {
    return new SequenceAssembler(VOCABULARY, LANDMARK, null, maxLength)
        .assemble(History.of(versions));
  }

  @Property(tries = 1000)
  void neverLongerThanTheMaximum(
      @ForAll("versions") List<LifeEvent> versions,
      @ForAll @IntRange(min = 4, max = 30) int maxLength) {
    assemble(versions, maxLength)
        .ifPresent(sequence -> assertThat(sequence.length()).isLessThanOrEqualTo(maxLength));
  }

  @Property(tries = 1000)
  void keepsBackgroundAndTheEndUnchanged(
      @ForAll("versions") List<LifeEvent> versions,
      @ForAll @IntRange(min = 4, max = 30) int maxLength) {
    Optional<PersonSequence> clipped = assemble(versions, maxLength);
    if (clipped.isEmpty()) {
      return;
    }
    byte[] whole = assemble(versions, 10_000).orElseThrow().bytes();
    byte[] bytes = clipped.get().bytes();
    int head = BACKGROUND * 16;
    int tail = bytes.length - head;

    assertThat(Arrays.copyOf(bytes, head)).isEqualTo(Arrays.copyOf(whole, head));
    assertThat(Arrays.copyOfRange(bytes, head, bytes.length))
        .isEqualTo(Arrays.copyOfRange(whole, whole.length - tail, whole.length));
  }

  @Property(tries = 1000)
  void cutsBetweenSentencesAndDropsNoMoreThanItMust(
      @ForAll("versions") List<LifeEvent> versions,
      @ForAll @IntRange(min = 4, max = 30) int maxLength) {
    Optional<PersonSequence> clipped = assemble(versions, maxLength);
    if (clipped.isEmpty()) {
      return;
    }
    int[] whole = assemble(versions, 10_000).orElseThrow().tokens();
    int dropped = whole.length - clipped.get().length();
    if (dropped > 0) {
      int firstKept = BACKGROUND + dropped;
      assertThat(whole[firstKept - 1]).isEqualTo(SpecialToken.SEP.id());
      int sentence = 1;
      while (whole[firstKept - 1 - sentence] != SpecialToken.SEP.id()) {
        sentence++;
      }
      assertThat(clipped.get().length() + sentence).isGreaterThan(maxLength);
    }
  }

  @Provide
  Arbitrary<List<LifeEvent>> versions() {
    return Lives.versions();
  }
}
