package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.Exits.Kind;
import dev.norn.ingestion.nation.LifeSimulation.LivedLife;
import dev.norn.ingestion.nation.LifeSimulation.TrueYear;
import java.io.IOException;
import java.time.LocalDate;
import java.time.Period;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The standard nation against its own truth. */
class HazardsTest {

  private record Leaving(String kind, LocalDate day) {}

  private record Outline(
      LocalDate birth, List<TrueYear> truth, Optional<Leaving> leaving, long events) {}

  private static final List<Outline> NATION = new ArrayList<>();

  @BeforeAll
  static void simulate() throws IOException {
    NationSpec spec = NationSpec.standard();
    LifeSimulation simulation = LifeSimulation.of(spec);
    for (int person = 0; person < spec.people(); person++) {
      NATION.add(outline(simulation.live(person)));
    }
  }

  private static Outline outline(LivedLife lived) {
    Optional<Leaving> leaving =
        lived.facts().all().stream()
            .filter(fact -> fact.file() == RegisterFile.EXITS)
            .map(fact -> new Leaving(fact.content().get(0), fact.occurred()))
            .findFirst();
    long history =
        lived.facts().all().stream()
            .filter(fact -> fact.file() != RegisterFile.POPULATION)
            .filter(fact -> fact.occurred().getYear() <= 2019)
            .count();
    return new Outline(lived.life().birth, lived.truth(), leaving, history);
  }

  private static double lived(Outline person, TrueYear year) {
    if (!year.resident()) {
      return 0;
    }
    return person
        .leaving()
        .filter(leaving -> leaving.day().getYear() == year.year())
        // The waiting time ends somewhere within its last day.
        .map(leaving -> (leaving.day().getDayOfYear() - 0.5) / Year.of(year.year()).length())
        .orElse(1.0);
  }

  private static void assertObservedAsExpected(Kind kind) {
    double expected = 0;
    long observed = 0;
    for (Outline person : NATION) {
      for (TrueYear year : person.truth()) {
        double hazard = kind == Kind.DEATH ? year.death() : year.emigration();
        expected += hazard * lived(person, year);
      }
      observed += person.leaving().filter(l -> l.kind().equals(kind.name())).isPresent() ? 1 : 0;
    }
    // A counting process minus its integrated hazard has the integrated hazard as its variance.
    assertThat((double) observed).isCloseTo(expected, within(4 * Math.sqrt(expected)));
  }

  @Test
  void deathsAreAsManyAsTheHazardsSay() {
    assertObservedAsExpected(Kind.DEATH);
  }

  @Test
  void emigrationsAreAsManyAsTheHazardsSay() {
    assertObservedAsExpected(Kind.EMIGRATION);
  }

  @Test
  void fiveToSevenPercentOfTheCohortDieWithinTheHorizon() {
    LocalDate landmark = LocalDate.of(2015, 12, 31);
    int cohort = 0;
    int died = 0;
    for (Outline person : NATION) {
      int age = Period.between(person.birth(), landmark).getYears();
      boolean gone = person.leaving().filter(l -> !l.day().isAfter(landmark)).isPresent();
      if (gone || age < 30 || age > 90) {
        continue;
      }
      cohort++;
      died +=
          person
                  .leaving()
                  .filter(l -> l.kind().equals("DEATH") && l.day().getYear() <= 2019)
                  .isPresent()
              ? 1
              : 0;
    }
    assertThat(died / (double) cohort).isBetween(0.05, 0.07);
  }

  @Test
  void lifeHasThirtyFiveToSeventyEventsInTheHistory() {
    assertThat(NATION.stream().mapToLong(Outline::events).average().orElseThrow())
        .isBetween(35.0, 70.0);
  }

  @Test
  void peopleWhoLeftHaveNoHazard() {
    for (Outline person : NATION) {
      for (TrueYear year : person.truth()) {
        boolean gone = person.leaving().filter(l -> l.day().getYear() < year.year()).isPresent();
        assertThat(year.resident()).isEqualTo(!gone);
        assertThat(year.death() > 0).isEqualTo(!gone);
      }
    }
  }

  @Test
  void historyMattersBeyondAgeAndSex() throws IOException {
    Parameters parameters = Parameters.shipped();
    Pay pay = new Pay(parameters.income(), parameters.labour().hoursPart());
    Hazards hazards = new Hazards(parameters, pay);
    NationSpec spec = NationSpec.standard();
    Life life = new Population(spec, parameters.population()).person(0);
    life.income = 250_000;
    double healthy = hazards.death(life, 2016);

    life.contact("I50", LocalDate.of(2014, 3, 1));
    double ill = hazards.death(life, 2016);
    life.jobLost = LocalDate.of(2015, 2, 1);
    double illAndUnemployed = hazards.death(life, 2016);
    life.contact("C34", LocalDate.of(2005, 3, 1));

    assertThat(ill / healthy).isCloseTo(3.0, within(0.01));
    assertThat(illAndUnemployed / ill).isCloseTo(2.2, within(0.01));
    assertThat(hazards.death(life, 2016)).as("cancer ten years ago").isEqualTo(illAndUnemployed);
    assertThat(hazards.death(life, 2018))
        .as("job loss three years ago")
        .isLessThan(illAndUnemployed);
  }
}
