package dev.norn.dashboards;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each caller may ask, and each address fail to sign in: so often in a minute, which
 * begins with the first request. Javalin's own limits do not tell when there is room again.
 */
final class RequestRate {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  // Addresses are anybody's choice: what is over is dropped before they fill the memory.
  private static final int MANY = 10_000;

  private final ApiLimits limits;
  private final Clock clock;
  private final Map<String, Minute> minutes = new ConcurrentHashMap<>();

  private record Minute(Instant end, int requests) {}

  RequestRate(ApiLimits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  void request(Context context, Asker asker) {
    refuseTooMany(context, "caller " + asker.name(), limits.requestsPerMinute());
  }

  void failedSignIn(Context context) {
    refuseTooMany(context, "address " + context.ip(), limits.failedSignInsPerMinute());
  }

  private void refuseTooMany(Context context, String counted, int limit) {
    long seconds = secondsToWait(counted, limit);
    if (seconds > 0) {
      context.header("Retry-After", Long.toString(seconds));
      throw new Problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "RATE",
          "[requests] more than %d in a minute; wait as long as Retry-After says".formatted(limit));
    }
  }

  /** 0 where there is room for this request; else whole seconds until there is. */
  long secondsToWait(String counted, int limit) {
    Instant now = clock.instant();
    if (minutes.size() > MANY) {
      minutes.values().removeIf(minute -> !minute.end().isAfter(now));
    }
    Minute minute =
        minutes.merge(
            counted,
            new Minute(now.plus(MINUTE), 1),
            (before, fresh) ->
                before.end().isAfter(now)
                    ? new Minute(before.end(), Math.min(before.requests(), limit) + 1)
                    : fresh);
    long millis = Duration.between(now, minute.end()).toMillis();
    return minute.requests() <= limit ? 0 : Math.max(1, (millis + 999) / 1000);
  }
}
