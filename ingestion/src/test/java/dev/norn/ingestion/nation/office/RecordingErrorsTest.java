package dev.norn.ingestion.nation.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.ingestion.nation.office.Written.Row;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordingErrorsTest {
  /** Of a row written by then, every version has been delivered by the end. */
  private static final int SETTLED = 2013;

  private static Parameters parameters;

  /** Versions by row, oldest first. */
  private static List<List<Row>> settled;

  @BeforeAll
  static void write() throws IOException {
    parameters = Parameters.shipped();
    settled =
        Registers.of(Registers.SPEC).rows.stream()
            .collect(Collectors.groupingBy(Row::name))
            .values()
            .stream()
            .map(versions -> versions.stream().sorted(Comparator.comparing(Row::recorded)).toList())
            .filter(versions -> versions.get(0).recordedOn().getYear() < SETTLED)
            .toList();
  }

  private static boolean has(List<Row> versions, String action) {
    return versions.stream().anyMatch(row -> row.action().equals(action));
  }

  private static void assertShare(long some, long all, Planted planted) {
    double share = parameters.effects().get(planted.label()).share();
    assertThat((double) some / all)
        .isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / all)));
  }

  @Test
  void everyFactOfHundredNeedsTwoCorrections() {
    List<List<Row>> facts = settled.stream().filter(versions -> !has(versions, "D")).toList();

    assertShare(
        facts.stream().filter(versions -> has(versions, "C")).count(),
        facts.size(),
        Planted.CORRECTIONS);
  }

  @Test
  void oneRowInAHundredIsWithdrawn() {
    List<List<Row>> rows =
        settled.stream()
            .filter(versions -> versions.get(0).file() != RegisterFile.POPULATION)
            .toList();
    long withdrawn = rows.stream().filter(versions -> has(versions, "D")).count();

    assertShare(withdrawn, rows.size() - withdrawn, Planted.WITHDRAWALS);
    assertThat(settled)
        .filteredOn(versions -> versions.get(0).file() == RegisterFile.POPULATION)
        .noneMatch(versions -> has(versions, "D"));
  }

  @Test
  void correctionPutsOneColumnRight() {
    for (List<Row> versions : settled) {
      if (versions.size() == 2 && versions.get(1).action().equals("C")) {
        List<String> wrong = versions.get(0).cells();
        List<String> right = versions.get(1).cells();
        long differ =
            IntStream.range(0, wrong.size() - 3)
                .filter(i -> !wrong.get(i).equals(right.get(i)))
                .count();
        assertThat(differ).as("%s", versions).isEqualTo(1);
      }
    }
  }

  @Test
  void correctionsAndWithdrawalsComeWithinTheStatedDays() {
    int[] usual = parameters.recording().correctionDays();
    int[] old = parameters.recording().oldCorrectionDays();
    for (List<Row> versions : settled) {
      for (Row row : versions) {
        if (row.action().equals("C") || row.action().equals("D")) {
          long days = ChronoUnit.DAYS.between(versions.get(0).recordedOn(), row.recordedOn());
          assertThat(days).isBetween((long) usual[0], (long) old[1]);
        }
      }
    }
  }

  @Test
  void versionsAreNumberedInTheOrderTheyWereRecorded() {
    for (List<Row> versions : settled) {
      for (int i = 0; i < versions.size(); i++) {
        List<String> cells = versions.get(i).cells();
        assertThat(cells.get(cells.size() - 2)).isEqualTo(Integer.toString(i + 1));
      }
      assertThat(versions.get(0).action()).isEqualTo("N");
    }
  }

  @Test
  void switchedOffNothingIsCorrectedOrWithdrawn() throws IOException {
    NationSpec spec = Registers.SPEC.withPeople(250);
    Written noCorrections = without(spec, Planted.CORRECTIONS);
    Written noWithdrawals = without(spec, Planted.WITHDRAWALS);

    assertThat(noCorrections.rows).noneMatch(row -> row.action().equals("C"));
    assertThat(noCorrections.rows).anyMatch(row -> row.action().equals("D"));
    assertThat(noWithdrawals.rows).noneMatch(row -> row.action().equals("D"));
    assertThat(noWithdrawals.rows).anyMatch(row -> row.action().equals("C"));
  }

  private static Written without(NationSpec spec, Planted off) throws IOException {
    return Written.unheard(Registers.without(spec, Set.of(off)));
  }
}
