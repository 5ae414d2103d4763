package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.Registration.Action;
import dev.norn.ingestion.nation.Registration.Version;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class RecordingRatesTest {
  private static final NationSpec SPEC = NationSpec.standard().withPeople(1_000);

  private interface Question {
    boolean holds(Version version);
  }

  /** Share of versions for which the question holds, per true fact. */
  private static double perFact(Question question) throws IOException {
    LifeSimulation simulation = LifeSimulation.of(SPEC);
    Registration registration = LivesTest.registration(SPEC);
    long held = 0;
    long facts = 0;
    for (int person = 0; person < SPEC.people(); person++) {
      LifeSimulation.LivedLife lived = simulation.live(person);
      facts += lived.facts().all().size();
      held += registration.versions(lived).stream().filter(question::holds).count();
    }
    return held / (double) facts;
  }

  @Test
  void correctionsComeAtTheStatedRate() throws IOException {
    assertThat(perFact(version -> version.action() == Action.C)).isCloseTo(0.02, within(0.003));
  }

  @Test
  void withdrawalsComeAtTheStatedRate() throws IOException {
    assertThat(perFact(version -> version.action() == Action.D)).isCloseTo(0.01, within(0.002));
  }

  @Test
  void lateRowsComeAtTheStatedRate() throws IOException {
    int usual = Parameters.shipped().recording().delayDays().get("health")[1];
    int discharged = RegisterFile.HEALTH.column("discharged");
    double contacts = perFact(version -> isNewContact(version));
    double late =
        perFact(
            version ->
                isNewContact(version)
                    && daysAfter(LocalDate.parse(version.content().get(discharged)), version)
                        > usual);
    assertThat(late / contacts).isCloseTo(0.03, within(0.004));
  }

  @Test
  void registersWithoutErrorsHaveNone() throws IOException {
    NationSpec clean = new NationSpec(100, 2008, 2019, 1, 0, 0, 0);
    LifeSimulation simulation = LifeSimulation.of(clean);
    Registration registration = LivesTest.registration(clean);
    for (int person = 0; person < clean.people(); person++) {
      assertThat(registration.versions(simulation.live(person)))
          .extracting(Version::action)
          .doesNotContain(Action.C, Action.D);
    }
  }

  private static boolean isNewContact(Version version) {
    return version.file() == RegisterFile.HEALTH && version.action() == Action.N;
  }

  private static long daysAfter(LocalDate day, Version version) {
    return ChronoUnit.DAYS.between(day, version.recorded().atZone(ZoneOffset.UTC).toLocalDate());
  }
}
