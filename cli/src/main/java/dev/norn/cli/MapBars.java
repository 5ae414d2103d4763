package dev.norn.cli;

import dev.norn.model.projection.MapProgress;

/** A bar for each stage of a map. */
final class MapBars implements MapProgress, AutoCloseable {

  private final Console console;
  private String stage = "";
  private Console.Bar bar;

  MapBars(Console console) {
    this.console = console;
  }

  @Override
  public synchronized void reached(String now, long done, long total) {
    if (!now.equals(stage)) {
      close();
      stage = now;
      console.say("map: " + now);
      bar = console.bar(now, total);
    }
    bar.to(done, "");
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
    stage = "";
  }
}
