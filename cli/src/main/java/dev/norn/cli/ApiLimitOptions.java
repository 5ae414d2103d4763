package dev.norn.cli;

import dev.norn.dashboards.ApiJobs;
import dev.norn.dashboards.ApiLimits;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How much a caller may ask of the API. */
final class ApiLimitOptions {

  @Option(
      names = "--requests-per-minute",
      paramLabel = "COUNT",
      defaultValue = "600",
      description = "of each caller (default: ${DEFAULT-VALUE})")
  private int requestsPerMinute;

  @Option(
      names = "--failed-sign-ins-per-minute",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "from each address (default: ${DEFAULT-VALUE})")
  private int failedSignInsPerMinute;

  @Option(
      names = "--tables-per-day",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "of each caller (default: ${DEFAULT-VALUE})")
  private int tablesPerDay;

  @Option(
      names = "--job-workers",
      paramLabel = "COUNT",
      defaultValue = "2",
      description = "jobs that are answered at a time (default: ${DEFAULT-VALUE})")
  private int jobWorkers;

  @Option(
      names = "--jobs-per-caller",
      paramLabel = "COUNT",
      defaultValue = "5",
      description = "that wait or run (default: ${DEFAULT-VALUE})")
  private int jobsPerCaller;

  @Option(
      names = "--results-per-caller",
      paramLabel = "COUNT",
      defaultValue = "50",
      description = "jobs that hold a result (default: ${DEFAULT-VALUE})")
  private int resultsPerCaller;

  @Option(
      names = "--jobs-kept",
      paramLabel = "PERIOD",
      defaultValue = "P7D",
      description =
          "how long jobs and their results are there once they have ended, as in P7D or PT12H"
              + " (default: ${DEFAULT-VALUE})")
  private Duration jobsKept;

  ApiJobs jobs(Path folder) {
    return new ApiJobs(folder, jobWorkers, jobsPerCaller, resultsPerCaller, jobsKept);
  }

  ApiLimits limits() {
    return new ApiLimits(requestsPerMinute, failedSignInsPerMinute, tablesPerDay);
  }
}
