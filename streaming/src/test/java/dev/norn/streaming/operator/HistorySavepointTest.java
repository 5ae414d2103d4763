package dev.norn.streaming.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.HashedSplit;
import dev.norn.event.DefinitionFile;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.ActiveRelease;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.LifeEventSerde;
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
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
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

  private static LifeEvent said(PersonId person, EventKind kind) {
    return new LifeEvent(person, "norn", kind.name(), DAY, null, STATED, 0, kind, Map.of());
  }

  private static KeyedBroadcastOperatorTestHarness<
          String, PlacedEvent, ActiveRelease, EncodingRequest>
      operator() throws Exception {
    Cohort cohort =
        DefinitionFile.fromJson(
            "{\"cohort\":\"all\",\"landmark\":\"2020-01-01\",\"split\":"
                + DefinitionFile.toJson(new HashedSplit(1, 0.8, 0.1, 0.1, null))
                + "}",
            Cohort.class);
    var harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new LiveHistoryFunction(cohort, 300), List.of(LiveHistoryFunction.ACTIVE_RELEASE)),
            PlacedEvent::person,
            Types.STRING,
            128,
            1,
            0);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    return harness;
  }

  private static StreamRecord<PlacedEvent> message(LifeEvent event) {
    WireMessage message =
        new WireMessage(
            "life-events-0", 7, EventKey.of(event), 1_000, new LifeEventSerde().toBytes(event));
    return new StreamRecord<>(PlacedEvent.of(event, message), 1_000);
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
    try (var harness = operator()) {
      harness.initializeState(OperatorSnapshotUtil.readStateHandle(savepoint.toString()));
      harness.open();
      // What is known already is not kept twice; what is forgotten is erased, version by version.
      harness.processElement(message(FACT));
      harness.processElement(message(said(KNOWN, EventKind.FORGOTTEN)));
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
    try (var harness = operator()) {
      harness.initializeState(OperatorSnapshotUtil.readStateHandle(savepoint.toString()));
      harness.open();
      harness.processElement(message(version(FORGOTTEN, "a", STATED, EventKind.ASSERTED)));
      assertThat(harness.getSideOutput(LiveHistoryFunction.REFUSED))
          .extracting(StreamRecord::getValue)
          .extracting(RejectedRow::register)
          .containsExactly("health");
    }
  }

  /**
   * {@code ./mvnw -pl streaming -am test -Dtest=HistorySavepointTest
   * -Dsurefire.failIfNoSpecifiedTests=false -Dnorn.savepoint=FILE}.
   */
  @Test
  @EnabledIfSystemProperty(named = "norn.savepoint", matches = ".+")
  void write() throws Exception {
    try (var harness = operator()) {
      harness.open();
      for (LifeEvent event : HISTORY) {
        harness.processElement(message(event));
      }
      harness.processElement(message(version(FORGOTTEN, "a", STATED, EventKind.ASSERTED)));
      harness.processElement(message(said(FORGOTTEN, EventKind.FORGOTTEN)));
      OperatorSubtaskState state = harness.snapshot(1, 1_000);
      OperatorSnapshotUtil.writeStateHandle(state, System.getProperty("norn.savepoint"));
    }
  }
}
