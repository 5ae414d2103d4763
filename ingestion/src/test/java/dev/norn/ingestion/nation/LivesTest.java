package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.LifeSimulation.LivedLife;
import dev.norn.ingestion.nation.Registration.Action;
import dev.norn.ingestion.nation.Registration.Version;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every life, whatever the seed. */
class LivesTest {
  private static final int PEOPLE = 400;

  private static NationSpec spec(long seed) {
    // Errors on every other row, so that the rules are tried on spoilt rows as well.
    return new NationSpec(PEOPLE, 2008, 2019, seed, 0.5, 0.5, 0.5);
  }

  private static Optional<LocalDate> left(LivedLife lived) {
    return lived.facts().all().stream()
        .filter(fact -> fact.file() == RegisterFile.EXITS)
        .map(Fact::occurred)
        .findFirst();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingHappensBeforeBirthOrAfterLeaving(long seed) throws IOException {
    LifeSimulation simulation = LifeSimulation.of(spec(seed));
    for (int person = 0; person < PEOPLE; person++) {
      LivedLife lived = simulation.live(person);
      LocalDate end = left(lived).orElse(LocalDate.of(2020, 12, 31));
      for (Fact fact : lived.facts().all()) {
        assertThat(fact.occurred())
            .as("%s of person %d", fact.file(), person)
            .isBetween(lived.life().birth, end);
        assertThat(
                fact.file() == RegisterFile.EXITS
                    || fact.occurred().isBefore(end)
                    || left(lived).isEmpty())
            .as("%s of person %d on the last day", fact.file(), person)
            .isTrue();
        if (fact.ended() != null) {
          assertThat(fact.ended()).isBetween(fact.occurred(), end);
        }
      }
    }
  }

  @Test
  void staysEndNoLaterThanTheLife() throws IOException {
    LifeSimulation simulation = LifeSimulation.of(spec(4));
    int discharged = RegisterFile.HEALTH.column("discharged");
    for (int person = 0; person < PEOPLE; person++) {
      LivedLife lived = simulation.live(person);
      LocalDate end = left(lived).orElse(LocalDate.of(2020, 12, 31));
      for (Fact fact : lived.facts().all()) {
        if (fact.file() == RegisterFile.HEALTH) {
          assertThat(LocalDate.parse(fact.content().get(discharged)))
              .isBetween(fact.occurred(), end);
        }
      }
    }
  }

  @Test
  void nobodyLeavesTwice() throws IOException {
    LifeSimulation simulation = LifeSimulation.of(spec(5));
    for (int person = 0; person < PEOPLE; person++) {
      assertThat(simulation.live(person).facts().all())
          .filteredOn(fact -> fact.file() == RegisterFile.EXITS)
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void everyVersionIsKnownOnlyAfterItsFactAndInOrder() throws IOException {
    NationSpec spec = spec(6);
    LifeSimulation simulation = LifeSimulation.of(spec);
    Registration registration = registration(spec);
    Set<String> rows = new HashSet<>();
    for (int person = 0; person < PEOPLE; person++) {
      List<Version> versions = registration.versions(simulation.live(person));
      Map<String, Version> newest = new TreeMap<>();
      for (Version version : versions) {
        assertThat(version.recorded())
            .isAfter(version.occurred().atStartOfDay().toInstant(ZoneOffset.UTC));
        String row = version.file() + "/" + version.file().key(version.row());
        Version before = newest.put(row, version);
        assertThat(version.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
        assertThat(version.action() == Action.N).isEqualTo(before == null);
        if (before == null) {
          assertThat(rows.add(row)).as("row %s is one fact's alone", row).isTrue();
        } else {
          assertThat(version.recorded()).isAfterOrEqualTo(before.recorded());
        }
      }
    }
  }

  @Test
  void newestVersionsAreTheTruth() throws IOException {
    NationSpec spec = spec(7);
    LifeSimulation simulation = LifeSimulation.of(spec);
    Registration registration = registration(spec);
    for (int person = 0; person < PEOPLE; person++) {
      LivedLife lived = simulation.live(person);
      Set<List<String>> known =
          registration.versions(lived).stream()
              .collect(
                  Collectors.toMap(
                      version -> version.file() + "/" + version.row(),
                      version -> version,
                      (a, b) -> b,
                      TreeMap::new))
              .values()
              .stream()
              .filter(version -> version.action() != Action.D)
              .map(Version::content)
              .collect(Collectors.toSet());
      Set<List<String>> truth =
          lived.facts().all().stream().map(Fact::whenEnded).collect(Collectors.toSet());
      assertThat(known).isEqualTo(truth);
    }
  }

  static Registration registration(NationSpec spec) throws IOException {
    Parameters parameters = Parameters.shipped();
    return new Registration(
        spec, parameters.recording(), new ClericalErrors(parameters, CodeLists.shipped()));
  }
}
