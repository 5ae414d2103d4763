package dev.norn.dashboards;

import dev.norn.disclosure.Callers;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers jobs, a bounded number at a time, and sweeps what is kept too long. The database may come
 * later than this.
 */
final class JobWorkers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobWorkers.class);
  private static final int LOOK_SECONDS = 5;
  private static final int SWEEP_SECONDS = 30;
  private static final int CLOSE_SECONDS = 2;
  private static final int ATTEMPTS = 3;

  private final JobTable table;
  private final JobFolder folder;
  private final JobDesk desk;
  private final AskedRoutes asked;
  private final Callers callers;
  private final int threads;
  private final ScheduledExecutorService workers;
  private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor();
  private boolean putBack;

  /**
   * @param callers null where the server knows none
   * @param threads how many jobs run at a time
   */
  JobWorkers(
      JobTable table,
      JobFolder folder,
      JobDesk desk,
      AskedRoutes asked,
      Callers callers,
      int threads) {
    this.table = table;
    this.folder = folder;
    this.desk = desk;
    this.asked = asked;
    this.callers = callers;
    this.threads = threads;
    this.workers = Executors.newScheduledThreadPool(threads);
  }

  void start() {
    for (int i = 0; i < threads; i++) {
      workers.scheduleWithFixedDelay(this::answerAll, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }
    sweeper.scheduleWithFixedDelay(this::sweep, 0, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  /** There is another. */
  void look() {
    workers.execute(this::answerAll);
  }

  /** There is a file too many. */
  void sweepSoon() {
    sweeper.execute(this::sweep);
  }

  private void answerAll() {
    try {
      putBackOnce();
      for (Job job = table.claim(); job != null; job = table.claim()) {
        answer(job);
      }
    } catch (SQLException | RuntimeException failure) {
      if (!workers.isShutdown()) {
        logFailure(failure);
      }
    }
  }

  /** What an earlier server left running, before any of ours runs. */
  private synchronized void putBackOnce() throws SQLException {
    if (!putBack) {
      table.putBackAll();
      putBack = true;
    }
  }

  private void answer(Job job) throws SQLException {
    try {
      refuseUnlessStill(job);
      JobResult result = job.question().answer(desk, new RunningJob(job, table, folder));
      if (!table.done(job, result)) {
        again(job, JobTable.somebodyForgotten());
      }
    } catch (RunningJob.Stopped stopped) {
      drop(job);
    } catch (Problem problem) {
      fail(job, problem);
    } catch (SQLException failure) {
      fail(job, failure);
    } catch (IOException | RuntimeException failure) {
      logFailure(failure);
      fail(
          job, new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "[job] failed; see the server's log"));
    }
  }

  /** A caller who was taken out, or may less than when asking, gets nothing any more. */
  private void refuseUnlessStill(Job job) {
    if (callers != null
        && callers.callers().stream()
            .noneMatch(
                caller ->
                    caller.name().equals(job.caller())
                        && caller.role().covers(job.role())
                        && Objects.equals(caller.project(), job.project()))) {
      throw new Problem(HttpStatus.FORBIDDEN, "ROLE", "[job] its caller may not ask this any more");
    }
  }

  private void fail(Job job, SQLException failure) throws SQLException {
    if (workers.isShutdown()) {
      return; // It runs still, for the next server.
    }
    Problem told = Failures.told(failure);
    if (told == null) {
      logFailure(failure);
      again(
          job,
          new Problem(
              HttpStatus.SERVICE_UNAVAILABLE, "[database] did not answer; ask again later"));
    } else {
      fail(job, told);
    }
  }

  /** What may go better the next time; a job that was cancelled meanwhile stays so. */
  private void again(Job job, Problem problem) throws SQLException {
    drop(job);
    if (job.attempt() < ATTEMPTS) {
      table.putBack(job);
    } else {
      fail(job, problem);
    }
  }

  private void fail(Job job, Problem problem) throws SQLException {
    drop(job);
    if (table.failed(job, problem)) {
      asked.failed(job, problem);
    }
  }

  private void drop(Job job) {
    try {
      folder.delete(job);
    } catch (IOException failure) {
      logFailure(failure);
    }
  }

  /** Takes away jobs that ended long ago, and files that no job has: of the forgotten, too. */
  void sweep() {
    try {
      // Files first: one that is made after this is of a job that begins after it.
      Set<String> files = folder.files();
      files.removeAll(table.sweep());
      folder.deleteAll(files);
    } catch (SQLException | IOException | RuntimeException failure) {
      logFailure(failure);
    }
  }

  private static void logFailure(Exception failure) {
    // A message may quote a value.
    String state = failure instanceof SQLException sql ? " " + sql.getSQLState() : "";
    LOG.error("[jobs] {}{}", failure.getClass().getName(), state);
  }

  /**
   * Stops between two pages of what runs, which the next server begins anew; what the database is
   * still busy with ends with the connections to it.
   */
  @Override
  public void close() {
    sweeper.shutdownNow();
    workers.shutdownNow();
    try {
      workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
