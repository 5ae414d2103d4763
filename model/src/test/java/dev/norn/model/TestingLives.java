package dev.norn.model;

import dev.norn.event.PersonId;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Small made-up lives with a known pattern. */
public final class TestingLives {

  /** Five special tokens and twenty others. */
  public static final int VOCABULARY = 25;

  public static final int FIRST = 5;

  private static final int LANDMARK = 42_000;

  private TestingLives() {}

  /** Ten kinds of people; each kind has two tokens of its own and uses no others. */
  public static List<PersonSequence> ofKinds(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PersonSequence> lives = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(10);
      lives.add(life("k" + seed + "-" + i, random, at -> FIRST + 2 * kind + random.nextInt(2)));
    }
    return lives;
  }

  /** Lives of any tokens. */
  public static List<PersonSequence> ofChance(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PersonSequence> lives = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lives.add(life("c" + seed + "-" + i, random, at -> random.nextInt(FIRST, VOCABULARY)));
    }
    return lives;
  }

  /** 3 to 9 events of two tokens, over thirty years. */
  public static PersonSequence life(
      String id, SplittableRandom random, IntFunction<Integer> token) {
    int events = random.nextInt(3, 10);
    int length = 2 + 3 * events;
    int[] tokens = new int[length];
    int[] days = new int[length];
    float[] ages = new float[length];
    int[] segments = new int[length];
    tokens[0] = SpecialToken.CLS.ordinal();
    tokens[1] = SpecialToken.SEP.ordinal();
    int age = random.nextInt(30, 70);
    Arrays.fill(days, LANDMARK);
    Arrays.fill(ages, age);
    segments[0] = 1;
    segments[1] = 1;
    for (int event = 0; event < events; event++) {
      int before = (events - event) * 1000 + random.nextInt(500);
      for (int i = 0; i < 3; i++) {
        int at = 2 + 3 * event + i;
        tokens[at] = i == 2 ? SpecialToken.SEP.ordinal() : token.apply(at);
        days[at] = LANDMARK - before;
        ages[at] = age - before / 365.25f;
        segments[at] = 1 + (event + 1) % 3;
      }
    }
    return sequence(id, tokens, days, ages, segments);
  }

  public static PersonSequence sequence(
      String id, int[] tokens, int[] days, float[] ages, int[] segments) {
    return new PersonSequence(new PersonId(id), tokens, days, ages, segments, 1, Instant.EPOCH);
  }

  /** The same life with every day moved. */
  public static PersonSequence later(PersonSequence life, int by) {
    int[] days = life.days().clone();
    for (int i = 0; i < days.length; i++) {
      days[i] += by;
    }
    return sequence(life.person().value(), life.tokens(), days, life.ages(), life.segments());
  }
}
