package dev.norn.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Says which stage begins, and keeps the seconds of each, in the order they ran. */
final class StageClock {

  private final Console console;
  private final Map<String, Duration> stages = new LinkedHashMap<>();

  StageClock(Console console) {
    this.console = console;
  }

  <T> T time(String stage, Callable<T> work) throws Exception {
    console.say("» " + stage);
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
