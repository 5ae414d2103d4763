package dev.norn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private static final LocalDate DAY = LocalDate.of(2019, 3, 1);
  private static final Instant FIRST = Instant.parse("2019-03-02T00:00:00Z");
  private static final Instant LATER = Instant.parse("2019-06-01T00:00:00Z");

  private final LifeEvent stated = Lives.version("health", "r1", DAY, FIRST, 0, "diagnosis", "I20");
  private final LifeEvent corrected =
      Lives.version("health", "r1", DAY, LATER, 0, "diagnosis", "I21");
  private final LifeEvent retracted =
      new LifeEvent(
          Lives.PERSON, "health", "r1", DAY, null, LATER, 1, EventKind.RETRACTED, Map.of());

  @Test
  void correctionReplacesTheEarlierVersion() {
    assertThat(History.of(List.of(corrected, stated)).asKnownBy(null)).containsExactly(corrected);
  }

  @Test
  void retractionWithdrawsTheFact() {
    assertThat(History.of(List.of(retracted, stated, corrected)).asKnownBy(null)).isEmpty();
  }

  @Test
  void knownByIncludesItsInstant() {
    History history = History.of(List.of(stated, corrected));

    assertThat(history.asKnownBy(LATER)).containsExactly(corrected);
    assertThat(history.asKnownBy(LATER.minusNanos(1_000))).containsExactly(stated);
    assertThat(history.asKnownBy(FIRST.minusNanos(1_000))).isEmpty();
  }

  @Test
  void factCanBeAssertedAgainAfterItsRetraction() {
    LifeEvent again =
        Lives.version("health", "r1", DAY, LATER.plusSeconds(1), 0, "diagnosis", "I20");

    assertThat(History.of(List.of(again, retracted, stated)).asKnownBy(null))
        .containsExactly(again);
  }

  @Test
  void repeatsAreNotCounted() {
    assertThat(History.of(List.of(stated, stated, corrected)).version()).isEqualTo(2);
  }

  @Test
  void emptyHistoryHasNoNewestVersion() {
    assertThat(History.of(List.of()).newestVersion()).isEmpty();
    assertThat(History.of(List.of()).asKnownBy(null)).isEmpty();
  }

  @Test
  void secondPersonIsRefused() {
    LifeEvent other =
        new LifeEvent(
            new PersonId("00"), "health", "r1", DAY, null, FIRST, 0, EventKind.ASSERTED, Map.of());

    assertThatThrownBy(() -> History.of(List.of(stated, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(Lives.PERSON.value());
  }

  @Test
  void ofADayWithTooManyVersionsNoFactCountsAndEnoughOfThemAreAsGoodAsAll() {
    List<LifeEvent> crowd = new ArrayList<>();
    for (int row = 0; row < History.MOST_A_DAY + 500; row++) {
      crowd.add(Lives.version("health", "c" + row, DAY.plusDays(1), FIRST, 0, "diagnosis", "I20"));
    }
    List<LifeEvent> most = with(stated, crowd.subList(0, History.MOST_A_DAY));
    assertThat(History.of(most).asKnownBy(null)).hasSize(History.MOST_A_DAY + 1);
    assertThat(History.of(most).version()).isEqualTo(History.MOST_A_DAY + 1);

    for (List<LifeEvent> tooMany :
        List.of(
            crowd,
            crowd.subList(0, History.MOST_A_DAY + 1),
            crowd.subList(499, History.MOST_A_DAY + 500))) {
      History history = History.of(with(stated, tooMany));
      assertThat(history.asKnownBy(null)).containsExactly(stated);
      assertThat(history.version()).isEqualTo(History.MOST_A_DAY + 2);
    }
  }

  private static List<LifeEvent> with(LifeEvent one, List<LifeEvent> others) {
    List<LifeEvent> all = new ArrayList<>(others);
    all.add(one);
    return all;
  }

  @Property
  void newestVersionOfEveryFactWins(@ForAll("versions") List<LifeEvent> versions) {
    for (LifeEvent kept : History.of(versions).asKnownBy(null)) {
      assertThat(versions)
          .filteredOn(version -> version.fact().equals(kept.fact()))
          .allMatch(version -> LifeEvent.BY_VERSION.compare(version, kept) <= 0);
    }
  }

  @Property
  void versionsAreTotallyOrdered(@ForAll("versions") List<LifeEvent> versions) {
    for (LifeEvent a : versions) {
      for (LifeEvent b : versions) {
        int order = LifeEvent.BY_VERSION.compare(a, b);
        assertThat(order == 0).isEqualTo(a.equals(b));
        assertThat(Integer.signum(order))
            .isEqualTo(-Integer.signum(LifeEvent.BY_VERSION.compare(b, a)));
      }
    }
  }

  @Property
  void newestVersionDoesNotDependOnArrival(@ForAll("versions") List<LifeEvent> versions) {
    List<LifeEvent> reversed = new ArrayList<>(versions);
    Collections.reverse(reversed);

    assertThat(History.of(reversed).newestVersion())
        .isEqualTo(History.of(versions).newestVersion())
        .isEqualTo(versions.stream().max(LifeEvent.BY_VERSION));
  }

  @Provide
  Arbitrary<List<LifeEvent>> versions() {
    return Lives.versions();
  }
}
