package dev.norn.streaming.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoundTest {

  private static final int VISIT_MILLIS = 100;

  private final List<Object> visited = new ArrayList<>();
  private long clock;
  private boolean room = true;

  @Test
  void aPortionEndsWithTheVisitInWhichItsTimeIsOver() throws Exception {
    try (Round round = round(people(20))) {
      assertThat(portion(round)).isFalse();
    }
    assertThat(visited).hasSize((int) Math.ceil((double) Round.PORTION_MILLIS / VISIT_MILLIS));
  }

  @Test
  void everybodyIsVisitedOnce() throws Exception {
    try (Round round = round(people(20))) {
      while (!portion(round)) {
        clock += Round.PAUSE_MILLIS;
      }
    }
    assertThat(visited).isEqualTo(people(20).toList());
  }

  @Test
  void whereThereIsNoRoomNobodyIsVisited() throws Exception {
    try (Round round = round(people(20))) {
      room = false;
      assertThat(portion(round)).isFalse();
    }
    assertThat(visited).isEmpty();
  }

  @Test
  void aRoundOfNobodyIsOverAtOnce() throws Exception {
    try (Round round = round(Stream.empty())) {
      assertThat(portion(round)).isTrue();
    }
  }

  @Test
  void aRoundThatIsGivenUpLetsGoOfWhatItGoesOver() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    try (Round round = round(people(20).onClose(() -> closed.set(true)))) {
      portion(round);
    }
    assertThat(closed).isTrue();
  }

  private Round round(Stream<Object> people) {
    return new Round(people, () -> clock, () -> room);
  }

  private boolean portion(Round round) throws Exception {
    return round.portion(
        person -> {
          visited.add(person);
          clock += VISIT_MILLIS;
        });
  }

  private static Stream<Object> people(int number) {
    return IntStream.range(0, number).boxed().map(person -> person);
  }
}
