package dev.norn.ingestion.nation.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.Sex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HazardsTest {
  private static final int FIRST = Days.startOfYear(2008);
  private static final int END = Days.startOfYear(2021);
  private static final List<Ledger> LEDGERS = new ArrayList<>();

  @BeforeAll
  static void liveThirteenYears() throws IOException {
    new Nation(NationSpec.standard().withPeople(8_000).withSeed(11))
        .forEachCommunity(2, HazardsTest::lived, LEDGERS::add);
  }

  private static Ledger lived(Community community) {
    Ledger ledger = new Ledger();
    community.open(ledger, ledger);
    community.runTo(END);
    community.close();
    return ledger;
  }

  private static Ledger.Sums sums(Sex sex, IntPredicate ages) {
    Ledger.Sums all = new Ledger.Sums();
    LEDGERS.forEach(ledger -> all.add(ledger.sums(sex, ages)));
    return all;
  }

  private static void assertAgreement(String who, Ledger.Sums sums) {
    for (Outcome outcome : Outcome.ALL) {
      // Couples divorce and leave together.
      boolean shared = outcome == Outcome.DIVORCE || outcome == Outcome.EMIGRATION;
      double variance = sums.expected(outcome) * (shared ? 2 : 1);
      assertThat((double) sums.happened(outcome))
          .as("%s of %s", outcome, who)
          .isCloseTo(sums.expected(outcome), within(4 * Math.sqrt(variance)));
    }
  }

  @Test
  void eachOutcomeHappensAsOftenAsItsHazardsSay() {
    Ledger.Sums all = sums(Sex.F, age -> age >= 18);
    all.add(sums(Sex.M, age -> age >= 18));

    assertAgreement("adults", all);
    for (Outcome outcome : Outcome.ALL) {
      assertThat(all.happened(outcome)).as("%s", outcome).isGreaterThan(150);
    }
  }

  @Test
  void eachOutcomeHappensAsOftenAsItsHazardsSayInEveryAgeAndSex() {
    for (Sex sex : Sex.values()) {
      assertAgreement(sex + " of 18 to 39", sums(sex, age -> age >= 18 && age < 40));
      assertAgreement(sex + " of 40 to 64", sums(sex, age -> age >= 40 && age < 65));
      assertAgreement(sex + " from 65", sums(sex, age -> age >= 65));
    }
  }

  @Test
  void childrenDieAsOftenAsTheirHazardsSayAndLeaveOnlyWithTheirParents() {
    // At 17 some have a partner to leave with.
    Ledger.Sums children = sums(Sex.F, age -> age < 17);
    children.add(sums(Sex.M, age -> age < 17));

    assertThat((double) children.happened(Outcome.DEATH))
        .isCloseTo(
            children.expected(Outcome.DEATH),
            within(4 * Math.sqrt(children.expected(Outcome.DEATH))));
    assertThat(children.expected(Outcome.EMIGRATION)).isZero();
    assertThat(children.happened(Outcome.EMIGRATION)).isPositive();
  }

  @Test
  void stretchesOfAPersonFollowEachOtherWithoutGaps() {
    for (Ledger ledger : LEDGERS) {
      for (List<Ledger.Stretch> stretches : ledger.stretches.values()) {
        for (int i = 1; i < stretches.size(); i++) {
          assertThat(stretches.get(i).from()).isEqualTo(stretches.get(i - 1).to());
        }
        assertThat(stretches).allMatch(stretch -> stretch.from() < stretch.to());
      }
    }
  }

  @Test
  void stretchesReachFromTheFirstDayOrEntryToTheEndOrExit() {
    int left = 0;
    for (Ledger ledger : LEDGERS) {
      assertThat(ledger.stretches.keySet()).isEqualTo(ledger.entries.keySet());
      for (var person : ledger.stretches.entrySet()) {
        List<Ledger.Stretch> stretches = person.getValue();
        Integer exit = ledger.exits.get(person.getKey());
        double last = stretches.get(stretches.size() - 1).to();
        assertThat(Days.day(stretches.get(0).from()))
            .isEqualTo(ledger.entries.get(person.getKey()));
        assertThat(stretches.get(0).from()).isGreaterThanOrEqualTo(FIRST);
        assertThat(exit == null ? last : (double) Days.day(last))
            .isEqualTo(exit == null ? END : exit);
        left += exit == null ? 0 : 1;
      }
    }
    assertThat(left).isGreaterThan(500);
  }

  @Test
  void aCoupleStatesOneHazardOfWhatItDoesTogether() {
    Community town = Community.founded(Town.laws(), 5, 0, 250, 2008);
    town.open(Chronicle.NOBODY, HazardWitness.NOBODY);
    int couples = 0;
    for (int day = 0; day < 3 * 365; day += 17) {
      town.runTo(Days.startOfYear(2008) + day);
      for (Person person : town.people()) {
        Person partner = town.partner(person);
        if (person.isHere() && partner != null) {
          couples++;
          for (Outcome outcome : List.of(Outcome.EMIGRATION, Outcome.DIVORCE)) {
            assertThat(person.hazard(outcome)).isEqualTo(partner.hazard(outcome));
          }
        }
      }
    }
    assertThat(couples).isGreaterThan(1_000);
  }
}
