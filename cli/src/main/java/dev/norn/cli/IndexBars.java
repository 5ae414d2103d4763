package dev.norn.cli;

import dev.norn.db.neighbour.NeighbourIndex;

/** A bar for each stage of an index of neighbours. */
final class IndexBars implements NeighbourIndex.Progress, AutoCloseable {

  private final Console console;
  private Console.Bar bar;

  IndexBars(Console console) {
    this.console = console;
  }

  @Override
  public void begins(String stage, long people) {
    close();
    console.say("index: " + stage);
    bar = console.bar(stage, people);
  }

  @Override
  public void done(long people) {
    bar.to(people, "people");
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
