package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.event.PersonId;
import dev.norn.streaming.DatabaseAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Predictions of a database that holds one release, one landmark and one outcome. */
final class ServedRows {

  /** Float sums depend on who shares a batch; everything else must be equal. */
  static final double ROUNDING = 1e-5;

  /** A person's. */
  record Row(Double probability, String abstained, long historyVersion) {}

  private ServedRows() {}

  static Map<String, Row> of(DatabaseAddress database) throws Exception {
    Map<String, Row> rows = new TreeMap<>();
    for (List<String> row :
        new Predictions(database)
            .rows("select person, probability, abstained, history_version from norn.prediction")) {
      rows.put(
          row.get(0),
          new Row(
              row.get(1) == null ? null : Double.valueOf(row.get(1)),
              row.get(2),
              Long.parseLong(row.get(3))));
    }
    return rows;
  }

  /** Of those predicted for, as a batch run gives them. */
  static Map<String, Row> predicted(DatabaseAddress database) throws Exception {
    Map<String, Row> rows = of(database);
    rows.values().removeIf(row -> row.probability() == null);
    return rows;
  }

  /** Somebody who is predicted for: whose probability is the highest, hence moves most. */
  static PersonId somebody(Map<String, Row> rows) {
    return eligible(rows).get(0);
  }

  /** Somebody else who is predicted for. */
  static PersonId last(Map<String, Row> rows) {
    List<PersonId> eligible = eligible(rows);
    return eligible.get(eligible.size() - 1);
  }

  private static List<PersonId> eligible(Map<String, Row> rows) {
    return rows.entrySet().stream()
        .filter(entry -> entry.getValue().probability() != null)
        .sorted(Comparator.comparing(entry -> -entry.getValue().probability()))
        .map(entry -> new PersonId(entry.getKey()))
        .toList();
  }

  static Map<String, Long> versions(Map<String, Row> rows) {
    Map<String, Long> versions = new TreeMap<>();
    rows.forEach((person, row) -> versions.put(person, row.historyVersion()));
    return versions;
  }

  static void assertSame(Map<String, Row> found, Map<String, Row> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach(
        (person, row) -> {
          Row other = expected.get(person);
          assertThat(row.historyVersion()).isEqualTo(other.historyVersion());
          assertThat(row.abstained()).isEqualTo(other.abstained());
          if (row.probability() != null) {
            assertThat(row.probability()).isCloseTo(other.probability(), within(ROUNDING));
          }
        });
  }

  static void awaitRejected(DatabaseAddress database, String reason, int events) throws Exception {
    Predictions rows = new Predictions(database);
    Patience.await(
        () ->
            assertThat(
                    rows.count("select count(*) from norn.rejected_event where reason = ?", reason))
                .isEqualTo(events));
  }
}
