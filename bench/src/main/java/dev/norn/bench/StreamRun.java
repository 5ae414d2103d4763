package dev.norn.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.norn.bench.LivePipeline.Reach;
import dev.norn.cohort.Cohort;
import dev.norn.streaming.LiveJobConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * One pipeline over all that is on the topic.
 *
 * @param seconds from the first message to the last result
 * @param cpuSeconds of this process, the broker and the collector included, PostgreSQL not
 * @param messages all of them
 * @param sequences written, those that a newer one replaced included
 * @param busy share of the time by task
 * @param heapBytes after a collection, the job still running; 0 where it was not asked for
 * @param checkpointBytes of a checkpoint that holds all; 0 where it was not asked for
 */
record StreamRun(
    double seconds,
    double cpuSeconds,
    long messages,
    long sequences,
    Map<String, Double> busy,
    long heapBytes,
    long checkpointBytes) {

  private static final long PATIENCE_SECONDS = 60;

  /** What a message costs; says more than the rate where other work runs beside. */
  double cpuMicros() {
    return cpuSeconds * 1e6 / messages;
  }

  double perSecond() {
    return messages / seconds;
  }

  /**
   * @param versions distinct ones on the topic, or 0 to go by the messages that were taken alone
   * @param size whether heap and checkpoint are measured at the end
   */
  static StreamRun of(
      TemporaryStack stack, Cohort cohort, Reach reach, long messages, long versions, boolean size)
      throws Exception {
    BusyTimes busy = new BusyTimes();
    LiveJobConfig config = stack.newJob(cohort).withMetricsPort(busy.port());
    Passage.remember(versions == 0 ? Passage.Memory.NOTHING : Passage.Memory.VERSIONS);
    try (LivePipeline pipeline = LivePipeline.start(config, reach)) {
      await(pipeline, Passage::messages, 1, null);
      long begin = System.nanoTime();
      long cpu = cpuNanos();
      await(pipeline, Passage::messages, messages, busy);
      if (versions > 0 && reach == Reach.SEQUENCES) {
        await(pipeline, Passage::sequenced, versions, busy);
      } else if (versions > 0 && reach == Reach.ROWS) {
        await(pipeline, Passage::scored, versions, busy);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      double cpuSeconds = (cpuNanos() - cpu) / 1e9;
      long checkpoint = size ? nextCheckpoint(config.checkpoints()) : 0;
      long heap = size ? heapAfterCollection() : 0;
      return new StreamRun(
          seconds, cpuSeconds, messages, Passage.requests(), busy.shares(), heap, checkpoint);
    }
  }

  private static void await(LivePipeline pipeline, LongSupplier progress, long goal, BusyTimes busy)
      throws Exception {
    long moved = System.nanoTime();
    long sampled = moved;
    long last = -1;
    for (long now = progress.getAsLong(); now < goal; now = progress.getAsLong()) {
      pipeline.refuseEnded();
      long time = System.nanoTime();
      if (now > last) {
        last = now;
        moved = time;
      } else if (time - moved > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new IllegalStateException(
            "nothing moves any more: " + now + " of " + goal + " have come");
      }
      if (busy != null && time - sampled > TimeUnit.SECONDS.toNanos(1)) {
        sampled = time;
        busy.sample();
      }
      Thread.sleep(5);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Bytes of the folder once one more checkpoint is whole. */
  private static long nextCheckpoint(Path folder) throws Exception {
    long known = newest(folder);
    while (newest(folder) <= known + 1) {
      Thread.sleep(200);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(StreamRun::size).sum();
    }
  }

  /** The greatest number of a checkpoint that is whole, or 0. */
  private static long newest(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(file -> file.getParent().getFileName().toString().replace("chk-", ""))
          .mapToLong(Long::parseLong)
          .max()
          .orElse(0);
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  // The job takes older files away meanwhile.
  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
