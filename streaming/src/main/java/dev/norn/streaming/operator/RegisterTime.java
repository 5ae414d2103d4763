package dev.norn.streaming.operator;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of the live job: when the registers recorded the facts. It decides the landmark of a
 * cohort that advances and nothing else: no fact is ever too late.
 */
public final class RegisterTime {

  // A partition without messages for so long does not hold the others back.
  private static final Duration IDLE = Duration.ofSeconds(10);

  private RegisterTime() {}

  public static WatermarkStrategy<PlacedEvent> strategy() {
    return WatermarkStrategy.<PlacedEvent>forMonotonousTimestamps()
        .withTimestampAssigner((placed, before) -> recorded(placed))
        .withIdleness(IDLE);
  }

  // Forgetting is recorded by the clock, which registers that are read anew are far behind.
  private static long recorded(PlacedEvent placed) {
    return placed.isFact() ? placed.event().recorded().toEpochMilli() : Long.MIN_VALUE;
  }
}
