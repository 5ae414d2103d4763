package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RecordingTest {

  private static boolean isLive(WrittenRow row) {
    return row.file().startsWith("live");
  }

  /** Rows recorded before that belong to the delivery of the year. */
  private static Instant taken(int year) {
    return LocalDate.of(year + 1, 6, 30).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  @Property(tries = 2)
  void versionsOfARowAreNumberedInTheOrderTheyWereRecorded(
      @ForAll(supplier = SmallNations.class) NationSpec spec) throws IOException {
    Map<String, List<WrittenRow>> facts =
        WrittenStudy.of(spec).rows().stream().collect(Collectors.groupingBy(WrittenRow::fact));

    assertThat(facts.values()).anyMatch(versions -> versions.size() > 2);
    assertThat(facts.values()).allMatch(RecordingTest::isInOrder);
  }

  private static boolean isInOrder(List<WrittenRow> versions) {
    versions.sort(Comparator.comparingInt(WrittenRow::revision));
    for (int i = 0; i < versions.size(); i++) {
      WrittenRow before = versions.get(Math.max(0, i - 1));
      WrittenRow version = versions.get(i);
      if (version.revision() != i + 1
          || !version.person().equals(before.person())
          || version.recorded().isBefore(before.recorded())) {
        return false;
      }
    }
    return true;
  }

  @Property(tries = 2)
  void nothingIsRecordedBeforeItHappened(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    assertThat(WrittenStudy.of(spec).rows())
        .isNotEmpty()
        .filteredOn(
            row -> {
              LocalDate recorded = row.recorded().atZone(ZoneOffset.UTC).toLocalDate();
              LocalDate known = row.until() == null ? row.occurred() : row.until();
              return recorded.isBefore(known);
            })
        .isEmpty();
  }

  @Property(tries = 2)
  void deliveriesHoldWhatWasKnownWhenTheyWereTaken(
      @ForAll(supplier = SmallNations.class) NationSpec spec) throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Instant history = taken(spec.lastYear());

    assertThat(study.rows())
        .filteredOn(row -> isLive(row) && row.recorded().isBefore(history))
        .filteredOn(row -> !row.isOf("population"))
        .extracting(row -> row.occurred().getYear())
        .containsOnly(spec.liveYear());
    assertThat(study.rows())
        .filteredOn(row -> !isLive(row))
        .isNotEmpty()
        .allMatch(row -> row.recorded().isBefore(history))
        .filteredOn(row -> !row.isOf("population"))
        .allMatch(row -> row.occurred().getYear() <= spec.lastYear());
    assertThat(study.rows()).allMatch(row -> row.recorded().isBefore(taken(spec.liveYear())));
  }
}
