package dev.norn.streaming;

import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.operator.BoundedHistoryFunction;
import dev.norn.streaming.operator.DecodeFunction;
import dev.norn.streaming.operator.LifeEventType;
import dev.norn.streaming.operator.PersonFacts;
import dev.norn.streaming.operator.PlacedEvent;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * All that is on the topic now, person by person, in Flink's batch mode: events are sorted by
 * person outside the heap, so memory does not grow with the population.
 */
public final class BoundedHistories {

  private final StreamExecutionEnvironment environment;
  private final SingleOutputStreamOperator<PersonFacts> histories;

  private BoundedHistories(String bootstrapServers, int parallelism, Set<String> registers) {
    environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, FlinkSettings.local());
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    histories =
        environment
            .fromSource(
                new KafkaTopics(bootstrapServers).bounded(Topics.LIFE_EVENTS),
                WatermarkStrategy.noWatermarks(),
                "life-events")
            .process(new DecodeFunction(registers), LifeEventType.PLACED)
            // Who is forgotten is said by an event of its own.
            .filter(PlacedEvent::isEvent)
            .keyBy(PlacedEvent::person)
            .process(new BoundedHistoryFunction(), LifeEventType.PERSON_FACTS)
            .name("history");
  }

  /**
   * @param registers whose facts count; empty for all
   */
  public static BoundedHistories of(
      String bootstrapServers, int parallelism, Set<String> registers) {
    return new BoundedHistories(bootstrapServers, parallelism, registers);
  }

  StreamExecutionEnvironment environment() {
    return environment;
  }

  SingleOutputStreamOperator<PersonFacts> histories() {
    return histories;
  }
}
