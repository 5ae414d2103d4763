package dev.norn.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An order in which messages arrive: any, some twice, and the late ones after all others.
 *
 * @param messages by their places in a list; those that come twice are there twice
 * @param late how many come after all others
 * @param repeated how many come twice
 */
record ArrivalOrder(int[] messages, int late, int repeated) {

  private static final double LATE = 0.05;
  private static final double REPEATED = 0.01;

  static ArrivalOrder of(int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] late = random.ints(size, 0, size).limit((long) (LATE * size)).distinct().toArray();
    boolean[] isLate = new boolean[size];
    Arrays.stream(late).forEach(message -> isLate[message] = true);
    int repeated = (int) (REPEATED * size);
    int[] prompt = new int[size - late.length + repeated];
    int count = 0;
    for (int message = 0; message < size; message++) {
      if (!isLate[message]) {
        prompt[count++] = message;
      }
    }
    while (count < prompt.length) {
      prompt[count++] = random.nextInt(size);
    }
    shuffle(prompt, random);
    shuffle(late, random);
    int[] messages = Arrays.copyOf(prompt, prompt.length + late.length);
    System.arraycopy(late, 0, messages, prompt.length, late.length);
    return new ArrivalOrder(messages, late.length, repeated);
  }

  private static void shuffle(int[] numbers, SplittableRandom random) {
    for (int last = numbers.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int number = numbers[last];
      numbers[last] = numbers[other];
      numbers[other] = number;
    }
  }
}
