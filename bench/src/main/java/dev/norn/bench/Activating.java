package dev.norn.bench;

import dev.norn.model.release.Release;
import dev.norn.streaming.ReleaseActivation;
import dev.norn.streaming.StreamProgress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Makes a release active again each time when everybody has been scored with it. */
final class Activating implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final ReleaseActivation activation;
  private final Release release;
  private final StreamProgress progress;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Future<Void> ended;
  private volatile boolean over;
  private volatile int times;

  Activating(ReleaseActivation activation, Release release, StreamProgress progress) {
    this.activation = activation;
    this.release = release;
    this.progress = progress;
    this.ended = thread.submit(this::again);
  }

  private Void again() throws Exception {
    while (!over) {
      activation.activate(release);
      progress.awaitReleases(PATIENCE, behind -> {});
      times++;
    }
    return null;
  }

  /** How often all were scored. */
  int times() {
    return times;
  }

  @Override
  public void close() throws Exception {
    over = true;
    try {
      ended.get(PATIENCE.toMinutes(), TimeUnit.MINUTES);
    } finally {
      thread.shutdownNow();
    }
  }
}
