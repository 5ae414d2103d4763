package dev.norn.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Seconds per stage, in the order they ran. */
final class StageClock {

  private final Map<String, Duration> stages = new LinkedHashMap<>();

  <T> T time(String stage, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    try {
      return work.call();
    } finally {
      stages.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    }
  }

  Duration of(String stage) {
    return stages.getOrDefault(stage, Duration.ZERO);
  }

  Map<String, Duration> stages() {
    return stages;
  }
}
