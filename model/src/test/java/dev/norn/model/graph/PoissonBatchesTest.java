package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PoissonBatchesTest {

  private static final SecretDraws SECRET = new SecretDraws(new byte[32]);
  private static final int PEOPLE = 500;
  private static final double RATE = 0.04;

  @Test
  void everybodyIsDrawnAtTheRateAndApartFromTheOthers() {
    int steps = 1000;
    List<List<Integer>> drawn = drawn(7, 0, steps);
    int[] often = new int[PEOPLE];
    double squares = 0;
    for (List<Integer> step : drawn) {
      assertThat(step).doesNotHaveDuplicates();
      step.forEach(person -> often[person]++);
      squares += Math.pow(step.size() - RATE * PEOPLE, 2);
    }
    assertThat(IntStream.of(often).average().orElseThrow()).isCloseTo(40, within(1.0));
    assertThat(IntStream.of(often)).allMatch(times -> times > 10 && times < 75);
    // Of people who come together the numbers would vary more, of shuffled ones less.
    assertThat(squares / steps).isCloseTo(PEOPLE * RATE * (1 - RATE), within(3.0));
    double first = IntStream.of(often).mapToDouble(times -> Math.pow(times - 40, 2)).sum();
    assertThat(first / PEOPLE).isCloseTo(steps * RATE * (1 - RATE), within(9.0));
  }

  @Test
  void whoGoesOnFromAnyStepDrawsWhatTheUnbrokenRunDrew() {
    List<List<Integer>> whole = drawn(5, 0, 23);
    for (int from : new int[] {1, 4, 5, 12, 22}) {
      assertThat(drawn(5, from, 23)).isEqualTo(whole.subList(from, 23));
    }
  }

  @Test
  void rateOneDrawsEverybodyEachTime() {
    PoissonBatches<Integer> batches =
        new PoissonBatches<>(PoissonBatchesTest::everybody, any -> 3, 1, 2, SECRET, 0, 3);
    batches.forEachRemaining(step -> assertThat(step).hasSize(PEOPLE));
  }

  private static Stream<Integer> everybody() {
    return IntStream.range(0, PEOPLE).boxed();
  }

  private static List<List<Integer>> drawn(int group, long from, long end) {
    List<List<Integer>> drawn = new ArrayList<>();
    new PoissonBatches<>(PoissonBatchesTest::everybody, any -> 3, RATE, group, SECRET, from, end)
        .forEachRemaining(
            step -> drawn.add(step.stream().map(person -> person.examples().get(0)).toList()));
    return drawn;
  }
}
