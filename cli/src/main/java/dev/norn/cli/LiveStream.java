package dev.norn.cli;

import dev.norn.cohort.Cohort;
import dev.norn.streaming.LiveJob;
import dev.norn.streaming.LiveJobConfig;
import dev.norn.streaming.StreamProgress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** The live job in this process. Closing it cancels the job; its checkpoints stay. */
final class LiveStream implements AutoCloseable {

  private final LiveJobConfig config;
  private final JobClient job;
  // Taken before any cancel: afterwards the mini cluster is gone and cannot be asked.
  private final CompletableFuture<JobExecutionResult> ended;

  LiveStream(LiveJobConfig config, JobClient job) {
    this.config = config;
    this.job = job;
    this.ended = job.getJobExecutionResult();
  }

  /**
   * @param quiet as of {@link LiveJobConfig}, so the metrics' port
   */
  static LiveStream start(Servers servers, Study study, UnaryOperator<LiveJobConfig> settings)
      throws Exception {
    Cohort cohort = study.liveCohort();
    LiveJobConfig config =
        settings.apply(
            LiveJobConfig.local(
                servers.bootstrapServers(),
                servers.database(),
                cohort,
                study.registerNames(),
                servers.folder().checkpoints().resolve("live-" + cohort.name())));
    return new LiveStream(config, LiveJob.startLocal(config));
  }

  /** Waits until all events that are on the topic have been scored and written. */
  void awaitCaughtUp(Duration timeout, Console.Bar bar) throws Exception {
    new StreamProgress(config)
        .awaitEvents(
            timeout,
            behind -> {
              refuseEnded();
              bar.to(-1, behind + " events behind");
            });
  }

  /** Waits until everybody has been scored with the release that was activated last. */
  void awaitRelease(Duration timeout, Console.Bar bar) throws Exception {
    new StreamProgress(config)
        .awaitReleases(
            timeout,
            behind -> {
              refuseEnded();
              bar.to(-1, "scoring everybody");
            });
  }

  /** Throws what ended the job, if it has ended. */
  void refuseEnded() {
    if (ended.isDone()) {
      try {
        ended.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the live job failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("the live job has ended");
    }
  }

  @Override
  public void close() throws Exception {
    if (!ended.isDone()) {
      job.cancel().get(30, TimeUnit.SECONDS);
      ended.handle((result, failure) -> null).get(30, TimeUnit.SECONDS);
    }
  }
}
