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
    int[] all = new int[size];
    Arrays.setAll(all, message -> message);
    shuffle(all, random);
    int late = (int) Math.ceil(LATE * size);
    int repeated = (int) (REPEATED * size);
    int[] messages = Arrays.copyOf(all, size + repeated);
    // The last of a shuffled list are the late ones; the repeated come among the others.
    System.arraycopy(all, size - late, messages, size + repeated - late, late);
    for (int place = size - late; place < size + repeated - late; place++) {
      messages[place] = all[random.nextInt(size - late)];
    }
    shuffle(messages, size + repeated - late, random);
    return new ArrivalOrder(messages, late, repeated);
  }

  private static void shuffle(int[] numbers, SplittableRandom random) {
    shuffle(numbers, numbers.length, random);
  }

  private static void shuffle(int[] numbers, int first, SplittableRandom random) {
    for (int last = first - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      int number = numbers[last];
      numbers[last] = numbers[other];
      numbers[other] = number;
    }
  }
}
