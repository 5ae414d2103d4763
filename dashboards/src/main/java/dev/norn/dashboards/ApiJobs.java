package dev.norn.dashboards;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How questions are answered later.
 *
 * @param folder where results lie; made where it is not there. It is this server's alone
 * @param workers how many are answered at a time
 * @param openPerCaller how many of one caller may wait or run
 * @param resultsPerCaller how many of one caller may hold a result
 * @param kept how long after its end a job and its result are there
 */
public record ApiJobs(
    Path folder, int workers, int openPerCaller, int resultsPerCaller, Duration kept) {

  public ApiJobs {
    Objects.requireNonNull(folder, "folder");
    refuseUnlessPositive("job-workers", workers);
    refuseUnlessPositive("jobs-per-caller", openPerCaller);
    refuseUnlessPositive("results-per-caller", resultsPerCaller);
    if (kept.isNegative() || kept.isZero()) {
      throw new IllegalArgumentException("[api.jobs-kept] found " + kept + "; expected some time");
    }
  }

  private static void refuseUnlessPositive(String name, int found) {
    if (found < 1) {
      throw new IllegalArgumentException(
          "[api.%s] found %d; expected 1 or more".formatted(name, found));
    }
  }

  /** Two at a time, five and fifty results of a caller, kept for a week. */
  public static ApiJobs in(Path folder) {
    return new ApiJobs(folder, 2, 5, 50, Duration.ofDays(7));
  }
}
