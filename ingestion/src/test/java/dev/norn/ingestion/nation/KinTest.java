package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class KinTest {

  private static final Set<String> OF_BOTH = Set.of("ENTRY", "MARRIAGE", "DIVORCE");
  private static final int YOUNGEST_MOTHER = 14;

  private record Told(String person, String event, LocalDate day, String other) {
    static Told by(WrittenRow row) {
      return new Told(row.person(), row.get("event_code"), row.occurred(), row.get("other_no"));
    }

    Told fromTheOther() {
      return new Told(other, event, day, person);
    }
  }

  private static List<Told> settled(WrittenStudy study, String event) {
    return study.newest("family").stream()
        .filter(row -> row.says("event_code", event) && study.isSettled(row.occurred()))
        .map(Told::by)
        .toList();
  }

  private static Set<Told> told(WrittenStudy study) {
    return study.newest("family").stream().map(Told::by).collect(Collectors.toSet());
  }

  @Property(tries = 2)
  void spousesTellOfTheirMarriageAndDivorceAlike(
      @ForAll(supplier = SmallNations.class) NationSpec spec) throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Set<Told> told = told(study);

    for (String event : OF_BOTH) {
      assertThat(settled(study, event))
          .isNotEmpty()
          .filteredOn(one -> !event.equals("ENTRY") || !one.other().isEmpty())
          .allSatisfy(one -> assertThat(told.contains(one.fromTheOther())).isTrue());
    }
  }

  @Property(tries = 2)
  void theMarriedNameTheirSpouseOnEntry(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    assertThat(WrittenStudy.of(spec).newest("family"))
        .filteredOn(row -> row.says("event_code", "ENTRY"))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.get("other_no").isEmpty())
                    .isEqualTo(!row.says("civil_status", "G")));
  }

  @Property(tries = 2)
  void parentsAndChildrenNameEachOther(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Map<String, WrittenRow> population = study.population();

    assertThat(settled(study, "BIRTH"))
        .isNotEmpty()
        .allSatisfy(
            birth -> {
              WrittenRow child = population.get(birth.other());
              assertThat(child.occurred()).isEqualTo(birth.day());
              assertThat(birth.person()).isIn(child.get("mother_no"), child.get("father_no"));
            });
  }

  @Property(tries = 2)
  void mothersAndFathersTellOfEveryBirth(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Map<String, LocalDate> entries = study.entries();
    Set<Told> told = told(study);

    assertThat(study.population().values())
        .filteredOn(child -> study.isSettled(child.occurred()))
        .filteredOn(child -> child.occurred().equals(entries.get(child.person())))
        .isNotEmpty()
        .allSatisfy(
            child -> {
              assertThat(child.get("mother_no")).isNotEmpty();
              for (String parent : List.of(child.get("mother_no"), child.get("father_no"))) {
                if (!parent.isEmpty()) {
                  Told birth = new Told(parent, "BIRTH", child.occurred(), child.person());
                  assertThat(told.contains(birth)).as("%s", birth).isTrue();
                }
              }
            });
  }

  @Property(tries = 2)
  void mothersAreOldEnough(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    Map<String, WrittenRow> population = WrittenStudy.of(spec).population();

    assertThat(population.values())
        .filteredOn(child -> population.containsKey(child.get("mother_no")))
        .isNotEmpty()
        .allSatisfy(
            child -> {
              WrittenRow mother = population.get(child.get("mother_no"));
              assertThat(mother.get("sex")).isEqualTo("F");
              assertThat(child.occurred())
                  .isAfterOrEqualTo(mother.occurred().plusYears(YOUNGEST_MOTHER));
            });
  }

  @Property(tries = 2)
  void whoIsWidowedNamesOneWhoDiedThatDay(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Set<List<Object>> deaths =
        study.newest("vital").stream()
            .filter(exit -> exit.says("event", "DEATH"))
            .map(exit -> List.<Object>of(exit.person(), exit.occurred()))
            .collect(Collectors.toSet());

    assertThat(settled(study, "WIDOWED"))
        .isNotEmpty()
        .allSatisfy(
            widowed ->
                assertThat(deaths.contains(List.of(widowed.other(), widowed.day()))).isTrue());
  }
}
