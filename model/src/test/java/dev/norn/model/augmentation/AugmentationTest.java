package dev.norn.model.augmentation;

import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private static final ModelSpec NORN = ModelSpec.tiny(TestingLives.VOCABULARY);
  private static final int LANDMARK = 42_000;
  private static final int DAY_ONE = 39_446;

  private final PersonSequence life = life(40);

  /** A background of two tokens, then events of three tokens each, ten days apart. */
  private static PersonSequence life(int events) {
    int length = 4 + 4 * events;
    int[] tokens = new int[length];
    int[] days = new int[length];
    float[] ages = new float[length];
    int[] segments = new int[length];
    Arrays.fill(days, LANDMARK);
    Arrays.fill(segments, 1);
    tokens[0] = 1;
    tokens[1] = 5;
    tokens[2] = 6;
    tokens[3] = 2;
    for (int event = 0; event < events; event++) {
      for (int i = 0; i < 4; i++) {
        int at = 4 + 4 * event + i;
        tokens[at] = i == 3 ? 2 : 7 + i + 3 * (event % 5);
        days[at] = LANDMARK - 10 * (events - event);
        ages[at] = event;
        segments[at] = (event + 1) % 3 + 1;
      }
    }
    return TestingLives.sequence("p", tokens, days, ages, segments);
  }

  private PersonSequence read(Augmentation augmentation, Mode mode, long seed) {
    return augmentation.apply(NORN.inMode(mode), life, new SplittableRandom(seed));
  }

  @Test
  void takenApartAndPutTogetherALifeIsTheSame() {
    for (PersonSequence any : TestingLives.ofChance(50, 4)) {
      assertThat(Sentences.of(any).toSequence()).isEqualTo(any);
    }
    assertThat(Sentences.of(life).toSequence()).isEqualTo(life);
  }

  @Test
  void tokensStayWithinTheirSentenceAndTheBackgroundStays() {
    PersonSequence read = read(Augmentation.PERMUTATION, Mode.NORN, 4);
    List<Sentence> before = Sentences.of(life).events();
    List<Sentence> after = Sentences.of(read).events();
    assertThat(read.tokens()).startsWith(1, 5, 6, 2).isNotEqualTo(life.tokens());
    assertThat(read.days()).isEqualTo(life.days());
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i).tokens()).containsExactlyInAnyOrder(before.get(i).tokens());
    }
    assertThat(life.tokens()).isEqualTo(life(40).tokens());
  }

  @Test
  void aQuarterToAHalfOfTheEventsIsLeftOut() {
    Augmentation thinning = new Augmentation(1, 0, 0, 0);
    int[] kept =
        IntStream.range(0, 400)
            .map(seed -> Sentences.of(read(thinning, Mode.NORN, seed)).events().size())
            .toArray();
    assertThat(Arrays.stream(kept).min()).hasValue(40 - 19);
    assertThat(Arrays.stream(kept).max()).hasValue(40 - 10);
    PersonSequence read = read(thinning, Mode.NORN, 1);
    assertThat(Sentences.of(read).events()).isSortedAccordingTo(comparingInt(Sentence::day));
    assertThat(Sentences.of(read).events().stream().map(Sentence::segment).limit(4))
        .containsExactly(2, 3, 1, 2);
  }

  @Test
  void publishedResamplesBeginOnTheFirstDay() {
    PersonSequence read = read(new Augmentation(1, 0, 0, 0), Mode.PAPER, 1);
    assertThat(read.days()[4]).isEqualTo(DAY_ONE);
    assertThat(read.ages()[4]).isEqualTo(Sentences.of(read).events().get(0).age());
  }

  @Test
  void blurMovesDaysByLessThanAWeekAndNeverBeyondTheLandmark() {
    Augmentation blur = new Augmentation(0, 1, 0, 0);
    for (int seed = 0; seed < 50; seed++) {
      PersonSequence read = read(blur, Mode.NORN, seed);
      List<Sentence> before = Sentences.of(life).events();
      List<Sentence> after = Sentences.of(read).events();
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i).day() - before.get(i).day()).isBetween(-5, 4);
        assertThat(after.get(i).day()).isLessThanOrEqualTo(LANDMARK);
        assertThat(after.get(i).age()).isEqualTo(before.get(i).age());
      }
    }
  }

  @Test
  void hiddenBackgroundIsUnknown() {
    assertThat(read(new Augmentation(0, 0, 1, 0), Mode.NORN, 1).tokens()).startsWith(1, 4, 4, 2);
  }

  @Test
  void droppedTokensLeaveTheirSentence() {
    PersonSequence read = read(new Augmentation(0, 0, 0, 1), Mode.NORN, 1);
    assertThat(Sentences.of(read).events()).hasSize(40).allMatch(e -> e.tokens().length == 2);
  }

  @Test
  void shareOfChangedLivesIsAsStated() {
    int people = 4000;
    long thinned =
        IntStream.range(0, people)
            .filter(
                seed ->
                    Sentences.of(read(Augmentation.LIFE_COURSE, Mode.NORN, seed)).events().size()
                        < 40)
            .count();
    assertThat((double) thinned / people).isBetween(0.37, 0.43);
  }

  @Test
  void whatAPersonIsReadAsDependsOnSeedEpochAndPersonAlone() {
    Reading reading = new Reading(NORN, Augmentation.LIFE_COURSE, 3);
    assertThat(reading.read(life, 2)).isEqualTo(reading.read(life, 2));
    assertThat(reading.read(life, 2)).isNotEqualTo(reading.read(life, 3));
    assertThat(reading.read(life, -1)).isSameAs(life);
    Reading published = new Reading(NORN.inMode(Mode.PAPER), Augmentation.LIFE_COURSE, 3);
    assertThat(published.read(life, -1)).isNotEqualTo(life).isEqualTo(published.read(life, -1));
  }
}
