package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.HashedSplit;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.ActiveRelease;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.LifeEventSerde;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** The history operator alone, on RocksDB, and what it reads. */
final class TestingHistories {

  // Of rounds: each look at it takes so long, so that few are visited at once.
  private static final long LOOK_MILLIS = 100;
  private static final AtomicLong CLOCK = new AtomicLong();

  private TestingHistories() {}

  /** Neither opened nor given a state. Its landmark moves on every year. */
  static KeyedBroadcastOperatorTestHarness<String, PlacedEvent, ActiveRelease, EncodingRequest>
      operator() throws Exception {
    Cohort cohort =
        DefinitionFile.fromJson(
            "{\"cohort\":\"all\",\"landmark\":\"2020-01-01\",\"advances\":\"P1Y\",\"split\":"
                + DefinitionFile.toJson(new HashedSplit(1, 0.8, 0.1, 0.1, null))
                + "}",
            Cohort.class);
    var harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new LiveHistoryOperator(
                new LiveHistoryFunction(cohort, 300), () -> CLOCK.addAndGet(LOOK_MILLIS)),
            PlacedEvent::person,
            Types.STRING,
            128,
            1,
            0);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    return harness;
  }

  /** How many have something in the state. */
  static int people(
      String state,
      KeyedBroadcastOperatorTestHarness<String, PlacedEvent, ActiveRelease, EncodingRequest>
          histories) {
    var operator = (LiveHistoryOperator) histories.getTwoInputOperator();
    try (Stream<Object> people =
        operator.getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE)) {
      return (int) people.count();
    }
  }

  static StreamRecord<PlacedEvent> message(LifeEvent event) {
    return message(event, 1_000);
  }

  /**
   * @param sent when the topic took it, in milliseconds since 1970
   */
  static StreamRecord<PlacedEvent> message(LifeEvent event, long sent) {
    WireMessage message =
        new WireMessage(
            "life-events-0", 7, EventKey.of(event), sent, new LifeEventSerde().toBytes(event));
    return new StreamRecord<>(PlacedEvent.of(event, message), sent);
  }
}
