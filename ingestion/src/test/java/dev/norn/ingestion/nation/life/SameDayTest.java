package dev.norn.ingestion.nation.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.parameters.Planted;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SameDayTest {

  private static final class Weddings implements Chronicle {
    private final Map<Person, Integer> married = new HashMap<>();
    private final Map<Person, Integer> moved = new HashMap<>();
    private int couples;
    private int movedThatDay;

    @Override
    public void moved(Person person, MoveKind kind, int day) {
      settle(person, day);
      moved.put(person, day);
    }

    @Override
    public void family(Person person, FamilyEvent event, Person other, int day) {
      if (event == FamilyEvent.MARRIAGE && person.number() < other.number()) {
        couples++;
        married.put(person, day);
        settle(person, moved.getOrDefault(person, 0));
      }
    }

    private void settle(Person person, int moveDay) {
      if (married.getOrDefault(person, -1) == moveDay) {
        movedThatDay++;
        married.remove(person);
      }
    }
  }

  private static Weddings lived(int communities, Planted... off) {
    Weddings weddings = new Weddings();
    for (long number = 0; number < communities; number++) {
      Community community = Community.founded(Town.laws(off), 5, number, 250, 2008);
      community.open(weddings, HazardWitness.NOBODY);
      community.runTo(Days.startOfYear(2021));
    }
    return weddings;
  }

  @Test
  void everyThirdCoupleMovesOnTheDayTheyMarry() {
    Weddings weddings = lived(12);
    double share = Town.stated(Planted.SAME_DAY).share();
    double error = Math.sqrt(share * (1 - share) / weddings.couples);

    assertThat(weddings.couples).isGreaterThan(150);
    assertThat((double) weddings.movedThatDay / weddings.couples)
        .isCloseTo(share, within(4 * error));
  }

  @Test
  void switchedOffHardlyAnybodyMovesOnTheDayTheyMarry() {
    Weddings weddings = lived(6, Planted.SAME_DAY);

    assertThat(weddings.couples).isGreaterThan(80);
    assertThat(weddings.movedThatDay).isLessThanOrEqualTo(weddings.couples / 50);
  }
}
