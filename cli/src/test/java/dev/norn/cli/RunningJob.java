package dev.norn.cli;

import dev.norn.streaming.LiveJob;
import dev.norn.streaming.LiveJobConfig;
import org.awaitility.core.ThrowingRunnable;

/** A live job for as long as a claim needs it. */
final class RunningJob implements AutoCloseable {

  private final LiveStream stream;

  RunningJob(LiveJobConfig config) throws Exception {
    stream = new LiveStream(config, LiveJob.startLocal(config));
  }

  void awaitRelease() throws Exception {
    // Histories first: who is read after the release would be scored a quiet while later.
    awaitCaughtUp();
    stream.awaitRelease(Patience.LIMIT, new Console().bar("", -1));
  }

  void awaitCaughtUp() throws Exception {
    stream.awaitCaughtUp(Patience.LIMIT, new Console().bar("", -1));
  }

  /** Until the claim holds; at once with what ended the job, if it has ended. */
  void await(ThrowingRunnable claim) {
    Patience.await(
        () -> {
          stream.refuseEnded();
          claim.run();
        });
  }

  void cancelAtOnce() throws Exception {
    stream.close();
  }

  @Override
  public void close() throws Exception {
    stream.close();
  }
}
