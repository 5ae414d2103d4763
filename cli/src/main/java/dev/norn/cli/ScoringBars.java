package dev.norn.cli;

import dev.norn.streaming.ScoringJob;
import java.util.Locale;

/** A bar for each stage of a scoring run, a line for each outcome of its evaluation. */
final class ScoringBars implements ScoringJob.Progress, AutoCloseable {

  private final Console console;
  private Console.Bar bar;
  private long total;
  private long begun;
  private long first;

  ScoringBars(Console console) {
    this.console = console;
  }

  @Override
  public void begins(Stage stage, long people) {
    close();
    total = people;
    begun = System.nanoTime();
    first = -1;
    bar = console.bar(stage.name().toLowerCase(Locale.ROOT), people);
  }

  @Override
  public void done(long people) {
    // A run that goes on passes over what is done already at once.
    first = first < 0 ? people : first;
    double seconds = (System.nanoTime() - begun) / 1e9;
    double rate = (people - first) / seconds;
    bar.to(
        people,
        total < 0 || rate <= 0
            ? "people"
            : String.format(
                Locale.ROOT,
                "people, %,.0f/s, %s left",
                rate,
                CostReport.time((total - people) / rate)));
  }

  @Override
  public void evaluating(String outcome, int number, int outcomes) {
    close();
    console.evaluating(outcome, number, outcomes);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
