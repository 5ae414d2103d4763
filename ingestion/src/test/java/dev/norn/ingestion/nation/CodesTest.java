package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.Parameters.Origin;
import dev.norn.ingestion.nation.Registration.Version;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that a register holds, right or wrong, is one of its classification. */
class CodesTest {
  private static final NationSpec SPEC = new NationSpec(600, 2008, 2019, 3, 0.1, 0.3, 0.3);

  private static Set<String> codes(NationResource list) throws IOException {
    return list.rows().stream().map(row -> row[0]).collect(Collectors.toSet());
  }

  private static Set<String> written(RegisterFile file, String column) throws IOException {
    LifeSimulation simulation = LifeSimulation.of(SPEC);
    Registration registration = LivesTest.registration(SPEC);
    int at = file.column(column);
    return Stream.iterate(0, person -> person + 1)
        .limit(SPEC.people())
        .flatMap(person -> registration.versions(simulation.live(person)).stream())
        .filter(version -> version.file() == file)
        .map(Version::content)
        .map(content -> content.get(at))
        .filter(code -> !List.of("", ".", "9999").contains(code))
        .collect(Collectors.toSet());
  }

  @Test
  void diagnosesAreInTheList() throws IOException {
    assertThat(codes(NationResource.DIAGNOSES))
        .hasSizeGreaterThan(140)
        .containsAll(written(RegisterFile.HEALTH, "adiag"))
        .allMatch(code -> code.matches("[A-Z][0-9]{2}"));
  }

  @Test
  void causesOfDeathAreDiagnoses() throws IOException {
    assertThat(codes(NationResource.DIAGNOSES))
        .containsAll(written(RegisterFile.EXITS, "cause"))
        .containsAll(Parameters.shipped().mortality().otherCauses().keySet());
  }

  @Test
  void occupationsAreInTheList() throws IOException {
    assertThat(codes(NationResource.OCCUPATIONS))
        .containsAll(written(RegisterFile.LABOUR, "isco"))
        .containsAll(written(RegisterFile.JOB_LOSS, "isco"))
        .allMatch(code -> code.matches("[1-9][0-9]{3}"));
  }

  @Test
  void industriesAreInTheList() throws IOException {
    assertThat(codes(NationResource.INDUSTRIES))
        .containsAll(written(RegisterFile.LABOUR, "nace"))
        .allMatch(code -> code.matches("[0-9]{2,4}"));
  }

  @Test
  void fieldsOfStudyAreInTheList() throws IOException {
    assertThat(codes(NationResource.STUDY_FIELDS))
        .containsAll(written(RegisterFile.EDUCATION, "isced_field"));
  }

  @Test
  void municipalitiesAreInTheList() throws IOException {
    assertThat(codes(NationResource.MUNICIPALITIES))
        .containsAll(written(RegisterFile.RESIDENCE, "KOMKODE"));
  }

  @Test
  void countriesAreOrigins() throws IOException {
    Parameters.Population population = Parameters.shipped().population();
    assertThat(population.origins())
        .extracting(Origin::code)
        .containsAll(written(RegisterFile.POPULATION, "origin"));
    assertThat(written(RegisterFile.EXITS, "country"))
        .isSubsetOf(
            Stream.concat(
                    population.origins().stream().map(Origin::code),
                    Parameters.shipped().emigration().destinations().keySet().stream())
                .toList());
  }
}
