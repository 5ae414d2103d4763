package dev.norn.streaming.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.RejectedRow;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * State that earlier versions of the history operator wrote, in RocksDB, is read by this one. Each
 * file under {@code savepoints/} was written by {@link #write} of the version that it is named
 * after.
 */
class HistorySavepointTest {

  private static final PersonId KNOWN = new PersonId("5f0d1c9a7e3b42688d10c2f4a6b8e0d2");
  private static final PersonId FORGOTTEN = new PersonId("00112233445566778899aabbccddeeff");
  private static final LocalDate DAY = LocalDate.of(2019, 3, 1);
  private static final Instant STATED = Instant.parse("2019-03-02T00:00:00Z");

  private static final LifeEvent FACT = version(KNOWN, "a", STATED, EventKind.ASSERTED);
  private static final List<LifeEvent> HISTORY =
      List.of(
          FACT,
          version(KNOWN, "a", STATED.plusSeconds(60), EventKind.ASSERTED),
          version(KNOWN, "b", STATED, EventKind.ASSERTED),
          version(KNOWN, "b", STATED.plusSeconds(60), EventKind.RETRACTED));

  private static LifeEvent version(PersonId person, String row, Instant recorded, EventKind kind) {
    return new LifeEvent(
        person, "health", row, DAY, null, recorded, 0, kind, Map.of("diagnosis", "I20"));
  }

  static List<Path> savepoints() throws IOException, URISyntaxException {
    Path folder = Path.of(HistorySavepointTest.class.getResource("/savepoints").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("savepoints")
  void anEarlierVersionsHistoriesAreKnown(Path savepoint) throws Exception {
    try (var harness = TestingHistories.operator()) {
      harness.initializeState(OperatorSnapshotUtil.readStateHandle(savepoint.toString()));
      harness.open();
      // What is known already is not kept twice; what is forgotten is erased, version by version.
      harness.processElement(TestingHistories.message(FACT));
      harness.processElement(
          TestingHistories.message(LifeEvent.said(KNOWN, EventKind.FORGOTTEN, STATED)));
      List<String> erased = new ArrayList<>();
      harness
          .getSideOutput(LiveHistoryFunction.ERASED)
          .forEach(key -> erased.add(new String(key.getValue(), StandardCharsets.UTF_8)));
      assertThat(erased)
          .containsExactlyInAnyOrderElementsOf(
              HISTORY.stream()
                  .map(event -> new String(EventKey.of(event), StandardCharsets.UTF_8))
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("savepoints")
  void whomAnEarlierVersionForgotStaysForgotten(Path savepoint) throws Exception {
    try (var harness = TestingHistories.operator()) {
      harness.initializeState(OperatorSnapshotUtil.readStateHandle(savepoint.toString()));
      harness.open();
      harness.processElement(
          TestingHistories.message(version(FORGOTTEN, "a", STATED, EventKind.ASSERTED)));
      assertThat(harness.getSideOutput(LiveHistoryFunction.REFUSED))
          .extracting(StreamRecord::getValue)
          .extracting(RejectedRow::register)
          .containsExactly("health");
    }
  }

  @ParameterizedTest
  @MethodSource("savepoints")
  void whomALandmarkConcernedInAnEarlierVersionIsVisited(Path savepoint) throws Exception {
    try (var harness = TestingHistories.operator()) {
      harness.initializeState(OperatorSnapshotUtil.readStateHandle(savepoint.toString()));
      harness.open();
      harness.setProcessingTime(Backlog.LOOK_MILLIS);
      assertThat(TestingHistories.people(LiveHistoryFunction.DUE, harness)).isZero();
    }
  }

  /**
   * {@code ./mvnw -pl streaming -am test -Dtest=HistorySavepointTest
   * -Dsurefire.failIfNoSpecifiedTests=false -Dnorn.savepoint=FILE}.
   */
  @Test
  @EnabledIfSystemProperty(named = "norn.savepoint", matches = ".+")
  void write() throws Exception {
    try (var harness = TestingHistories.operator()) {
      harness.open();
      for (LifeEvent event : HISTORY) {
        harness.processElement(TestingHistories.message(event));
      }
      harness.processElement(
          TestingHistories.message(version(FORGOTTEN, "a", STATED, EventKind.ASSERTED)));
      harness.processElement(
          TestingHistories.message(LifeEvent.said(FORGOTTEN, EventKind.FORGOTTEN, STATED)));
      harness.watermark(Instant.parse("2021-06-01T00:00:00Z").toEpochMilli());
      OperatorSubtaskState state = harness.snapshot(1, 1_000);
      OperatorSnapshotUtil.writeStateHandle(state, System.getProperty("norn.savepoint"));
    }
  }
}
