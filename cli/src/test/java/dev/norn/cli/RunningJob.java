package dev.norn.cli;

import dev.norn.streaming.LiveJob;
import dev.norn.streaming.LiveJobConfig;
import java.time.Duration;

/** A live job for as long as a claim needs it. */
final class RunningJob implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final LiveStream stream;

  RunningJob(LiveJobConfig config) throws Exception {
    stream = new LiveStream(config, LiveJob.startLocal(config));
  }

  void awaitRelease() throws Exception {
    // Histories first: who is read after the release would be scored a quiet while later.
    awaitCaughtUp();
    stream.awaitRelease(PATIENCE, new Console().bar("", -1));
  }

  void awaitCaughtUp() throws Exception {
    stream.awaitCaughtUp(PATIENCE, new Console().bar("", -1));
  }

  /** Throws what ended the job, if it has ended: then nothing is to be waited for. */
  boolean runs() {
    stream.refuseEnded();
    return true;
  }

  void cancelAtOnce() throws Exception {
    stream.close();
  }

  @Override
  public void close() throws Exception {
    stream.close();
  }
}
