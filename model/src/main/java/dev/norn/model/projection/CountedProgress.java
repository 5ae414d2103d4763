package dev.norn.model.projection;

import java.util.function.IntConsumer;

/** Adds up what several threads have done of a stage. */
final class CountedProgress implements IntConsumer {

  private final MapProgress progress;
  private final String stage;
  private final long total;
  private long done;

  CountedProgress(MapProgress progress, String stage, long total) {
    this.progress = progress;
    this.stage = stage;
    this.total = total;
    progress.reached(stage, 0, total);
  }

  @Override
  public synchronized void accept(int more) {
    done += more;
    progress.reached(stage, done, total);
  }
}
