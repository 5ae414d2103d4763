package dev.norn.dashboards;

/**
 * How much a caller may ask.
 *
 * @param requestsPerMinute of one caller
 * @param failedSignInsPerMinute from one address; those beyond are refused without a row in the
 *     audit log
 * @param tablesPerDay of one caller, in UTC
 */
public record ApiLimits(int requestsPerMinute, int failedSignInsPerMinute, int tablesPerDay) {

  public static final ApiLimits DEFAULT = new ApiLimits(600, 20, 100);

  public ApiLimits {
    refuseUnlessPositive("requests-per-minute", requestsPerMinute);
    refuseUnlessPositive("failed-sign-ins-per-minute", failedSignInsPerMinute);
    refuseUnlessPositive("tables-per-day", tablesPerDay);
  }

  private static void refuseUnlessPositive(String name, int found) {
    if (found < 1) {
      throw new IllegalArgumentException(
          "[api.%s] found %d; expected 1 or more".formatted(name, found));
    }
  }
}
