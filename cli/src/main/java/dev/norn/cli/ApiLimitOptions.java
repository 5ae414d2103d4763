package dev.norn.cli;

import dev.norn.dashboards.ApiLimits;
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

  ApiLimits limits() {
    return new ApiLimits(requestsPerMinute, failedSignInsPerMinute, tablesPerDay);
  }
}
