package dev.norn.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Words and progress for the person at the terminal, on standard error; results go to standard
 * output. Bars are drawn on a terminal only; elsewhere a plain line every ten seconds.
 */
final class Console {

  private static final long PLAIN_INTERVAL_NANOS = 10_000_000_000L;

  private final PrintStream err;
  private final boolean bars;

  Console() {
    this.err = System.err;
    this.bars = System.console() != null && System.getenv("NO_COLOR") == null;
  }

  void say(String line) {
    err.println(line);
  }

  /** As {@link dev.norn.model.evaluation.EvaluationProgress} tells it. */
  void evaluating(String outcome, int number, int outcomes) {
    say("evaluating " + outcome + ", " + number + " of " + outcomes);
  }

  /**
   * @param total steps, or -1 when unknown
   */
  Bar bar(String task, long total) {
    return bars ? new DrawnBar(task, total) : new PlainBar(task, total);
  }

  /** A stage's progress; close it when the stage ends. */
  sealed interface Bar extends AutoCloseable {

    /**
     * @param done steps, or -1 when only the note says how far it is
     */
    void to(long done, String note);

    @Override
    void close();
  }

  private final class DrawnBar implements Bar {
    private final ProgressBar bar;

    DrawnBar(String task, long total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(err))
              .setUpdateIntervalMillis(250)
              .build();
    }

    @Override
    public void to(long done, String note) {
      bar.stepTo(Math.max(0, done));
      bar.setExtraMessage(note);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private final class PlainBar implements Bar {
    private final String task;
    private final long total;
    private long lastLine = System.nanoTime();

    PlainBar(String task, long total) {
      this.task = task;
      this.total = total;
    }

    @Override
    public void to(long done, String note) {
      long now = System.nanoTime();
      if (now - lastLine >= PLAIN_INTERVAL_NANOS) {
        lastLine = now;
        String count = done < 0 ? "" : done + (total < 0 ? " " : " of " + total + " ");
        say("  " + task + ": " + count + note);
      }
    }

    @Override
    public void close() {
      // Nothing is open: each line stands for itself.
    }
  }
}
