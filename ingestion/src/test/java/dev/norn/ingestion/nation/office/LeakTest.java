package dev.norn.ingestion.nation.office;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.office.Told.Death;
import dev.norn.ingestion.nation.office.Written.Row;
import dev.norn.ingestion.nation.parameters.Leak;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeakTest {
  private static final NationSpec CLEAN = planted(Optional.empty());
  private static final LocalDate LANDMARK = CLEAN.landmark();
  private static final LocalDate KNOWN_BY = LocalDate.of(LANDMARK.getYear() + 1, 6, 30);

  private static final Map<Leak, Written> LEAKING = new EnumMap<>(Leak.class);

  private static Written clean;

  /** Those who die within the horizon, by number. */
  private static Map<String, Death> dying;

  private static NationSpec planted(Optional<Leak> leak) {
    return new NationSpec(1_500, 2013, 2018, 31, NationSpec.LabourRows.YEARLY, Set.of(), leak);
  }

  @BeforeAll
  static void write() throws IOException {
    clean = Written.of(CLEAN);
    dying =
        clean.told.stream()
            .flatMap(told -> told.deaths.stream())
            .filter(death -> death.day().isAfter(LANDMARK))
            .filter(death -> !death.day().isAfter(LANDMARK.plusYears(4)))
            .collect(Collectors.toMap(Death::person, Function.identity()));
    assertThat(dying).hasSizeGreaterThan(30);
  }

  private static List<Row> minus(List<Row> rows, List<Row> others) {
    List<Row> left = new ArrayList<>();
    Set<String> texts = others.stream().map(Row::text).collect(Collectors.toSet());
    rows.stream().filter(row -> !texts.contains(row.text())).forEach(left::add);
    return left;
  }

  private static Written leaking(Leak leak) throws IOException {
    if (!LEAKING.containsKey(leak)) {
      LEAKING.put(leak, Written.unheard(planted(Optional.of(leak))));
    }
    return LEAKING.get(leak);
  }

  /** Rows that the leak added; nothing else may have changed. */
  private static List<Row> added(Leak leak) throws IOException {
    Written leaking = leaking(leak);
    assertThat(minus(clean.rows, leaking.rows)).isEmpty();
    List<Row> added = minus(leaking.rows, clean.rows);
    assertThat(leaking.rows).hasSize(clean.rows.size() + added.size());
    assertThat(added).allMatch(row -> dying.containsKey(row.person()));
    // All but the newest comers.
    assertThat(people(added)).hasSizeGreaterThan(dying.size() * 95 / 100);
    return added;
  }

  private static Set<String> people(List<Row> rows) {
    return rows.stream().map(Row::person).collect(Collectors.toSet());
  }

  @Test
  void futureRowIsDatedBeforeTheLandmarkAndRecordedAfterTheDeath() throws IOException {
    for (Row row : added(Leak.FUTURE_ROW)) {
      assertThat(row.cell("type")).isEqualTo("0");
      assertThat(row.day("admitted")).isBefore(LANDMARK);
      assertThat(row.recordedOn()).isAfter(dying.get(row.person()).day());
      assertThat(row.recordedOn()).isAfterOrEqualTo(KNOWN_BY);
    }
  }

  @Test
  void futureRowNamesWhatThePersonDiesOf() throws IOException {
    assertThat(added(Leak.FUTURE_ROW))
        .allMatch(row -> row.cell("adiag").equals(dying.get(row.person()).cause()));
  }

  @Test
  void revealingCodeIsATypeThatNoOtherContactHas() throws IOException {
    for (Row row : added(Leak.REVEALING_CODE)) {
      assertThat(row.cell("type")).isEqualTo("9");
      assertThat(row.day("admitted")).isBefore(LANDMARK);
    }
    assertThat(clean.rows(RegisterFile.HEALTH)).noneMatch(row -> row.cell("type").equals("9"));
  }

  @Test
  void revealingCodeIsRecordedByTheLandmark() throws IOException {
    assertRecordedByTheLandmark(added(Leak.REVEALING_CODE));
  }

  @Test
  void endDateOfASpellBeforeTheLandmarkIsTheDayOfDeath() throws IOException {
    List<Row> added = added(Leak.END_DATE);
    for (Row row : added) {
      assertThat(row.cell("type")).isEqualTo("SICK");
      assertThat(row.day("start_date")).isBefore(LANDMARK);
      assertThat(row.day("end_date")).isEqualTo(dying.get(row.person()).day());
    }
    assertRecordedByTheLandmark(added);
  }

  private static void assertRecordedByTheLandmark(List<Row> rows) {
    assertThat(rows).isNotEmpty().noneMatch(row -> row.recordedOn().isAfter(LANDMARK));
  }

  @Test
  void withoutTheLeakNoSpellEndsAfterItsEndWasRecorded() {
    assertThat(clean.rows(RegisterFile.LABOUR))
        .filteredOn(row -> !row.cell("end_date").isEmpty())
        .isNotEmpty()
        .noneMatch(row -> row.day("end_date").isAfter(row.recordedOn()));
  }

  @Test
  void householdClaimsBereavementBeforeTheLandmark() throws IOException {
    Written leaking = leaking(Leak.HOUSEHOLD);
    List<Row> claims =
        leaking
            .rows(RegisterFile.FAMILY)
            .filter(row -> row.cell("event_code").equals("CLAIM"))
            .toList();
    List<Death> married = dying.values().stream().filter(death -> death.spouse() != null).toList();

    for (Row claim : claims) {
      Death death = dying.get(claim.cell("other_no"));
      assertThat(death).isNotNull();
      assertThat(claim.person()).isEqualTo(death.spouse());
      assertThat(claim.day("event_date")).isBefore(LANDMARK);
    }
    assertThat(people(claims)).hasSizeGreaterThanOrEqualTo(married.size() / 2);
    assertRecordedByTheLandmark(claims);
    assertThat(clean.rows(RegisterFile.FAMILY))
        .noneMatch(row -> row.cell("event_code").equals("CLAIM"));
  }

  @Test
  void householdOnlyAddsRowsOfTheSpouses() throws IOException {
    Written leaking = leaking(Leak.HOUSEHOLD);
    Set<String> spouses = dying.values().stream().map(Death::spouse).collect(Collectors.toSet());

    assertThat(minus(leaking.rows, clean.rows)).allMatch(row -> spouses.contains(row.person()));
    assertThat(minus(clean.rows, leaking.rows)).isEmpty();
  }
}
