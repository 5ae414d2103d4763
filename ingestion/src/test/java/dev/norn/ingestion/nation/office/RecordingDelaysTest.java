package dev.norn.ingestion.nation.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.office.Written.Row;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordingDelaysTest {
  private static final NationSpec SPEC = Registers.SPEC;
  private static final Map<String, LocalDate> ENTERED = new HashMap<>();
  private static Parameters.Recording parameters;
  private static Written late;
  private static Written prompt;

  @BeforeAll
  static void write() throws IOException {
    parameters = Parameters.shipped().recording();
    late = Registers.of(SPEC);
    prompt = Written.of(Registers.without(SPEC.withPeople(500), Set.of(Planted.DELAYS)));
    for (Written written : List.of(late, prompt)) {
      written.told.forEach(told -> ENTERED.putAll(told.entered));
    }
  }

  /** The first day on which the register could know the first version of a row. */
  private static LocalDate known(Row row) {
    LocalDate fact =
        switch (row.file()) {
          case POPULATION -> row.day("birth_date");
          case EXITS -> row.day("exit_date");
          case RESIDENCE -> row.day("DATO");
          case FAMILY -> row.day("event_date");
          case EDUCATION -> row.day("completed");
          case CARE -> row.day("placed_on");
          case LABOUR, SPELL -> row.day(row.cell("ref_date").isEmpty() ? "start_date" : "ref_date");
          case INCOME ->
              LocalDate.of(Integer.parseInt(row.cell("indkomstaar").substring(0, 4)), 12, 31);
          case HEALTH -> row.day("discharged");
          case PRESCRIPTIONS -> row.day("dispensed");
        };
    LocalDate entered = ENTERED.get(row.person());
    return fact.isBefore(entered) ? entered : fact;
  }

  private static Stream<Row> firstVersions(Written written) {
    return written.rows.stream().filter(Row::isFirst);
  }

  private static long delay(Row row) {
    return ChronoUnit.DAYS.between(known(row), row.recordedOn());
  }

  @Test
  void whatIsNotLateIsRecordedWithinTheDelayOfItsRegister() {
    Map<RegisterFile, int[]> counts = new EnumMap<>(RegisterFile.class);
    firstVersions(late)
        .forEach(
            row -> {
              int[] delays = parameters.delayDays().get(row.file().delayName());
              int[] lateDays = parameters.lateDays();
              long delay = delay(row);
              boolean usual = delay >= delays[0] && delay <= delays[1];
              boolean isLate = delay >= delays[0] + lateDays[0] && delay <= delays[1] + lateDays[1];
              assertThat(usual || isLate).as("%d days: %s", delay, row.text()).isTrue();
              counts.computeIfAbsent(row.file(), any -> new int[2])[usual ? 0 : 1]++;
            });
    assertThat(counts.keySet()).hasSize(RegisterFile.values().length - 1);
  }

  @Test
  void threeInAHundredRowsAreLate() {
    // Of the first years, of which everything has been delivered, however late.
    long[] all = {0, 0};
    firstVersions(late)
        .filter(row -> known(row).getYear() < SPEC.lastYear() - 1)
        .filter(row -> row.file() != RegisterFile.INCOME)
        .forEach(
            row ->
                all[delay(row) > parameters.delayDays().get(row.file().delayName())[1] ? 1 : 0]++);
    double rows = all[0] + all[1];

    assertThat(all[1] / rows)
        .isCloseTo(
            parameters.late(),
            within(4 * Math.sqrt(parameters.late() * (1 - parameters.late()) / rows)));
  }

  @Test
  void withoutDelaysEverythingIsRecordedOnItsDay() {
    assertThat(firstVersions(prompt)).isNotEmpty().allMatch(row -> delay(row) == 0);
  }
}
