package dev.norn.dashboards;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.plugin.bundled.RateLimitPlugin;
import java.util.concurrent.TimeUnit;

/** How often each caller may ask, and each address fail to sign in. */
final class RequestRate {

  private static final String COUNTED = "norn.counted";
  // The counts of all begin anew together, so nobody waits longer.
  private static final String LONGEST_WAIT_SECONDS = "60";

  private final ApiLimits limits;

  RequestRate(ApiLimits limits) {
    this.limits = limits;
  }

  void add(JavalinConfig javalin) {
    javalin.registerPlugin(
        new RateLimitPlugin(
            config -> config.setKeyFunction(context -> context.<String>attribute(COUNTED))));
  }

  void request(Context context, Asker asker) {
    count(context, "caller " + asker.name(), limits.requestsPerMinute());
  }

  void failedSignIn(Context context) {
    count(context, "address " + context.ip(), limits.failedSignInsPerMinute());
  }

  private static void count(Context context, String counted, int limit) {
    context.attribute(COUNTED, counted);
    try {
      context.with(RateLimitPlugin.class).requestPerTimeUnit(limit, TimeUnit.MINUTES);
    } catch (HttpResponseException tooMany) {
      context.header("Retry-After", LONGEST_WAIT_SECONDS);
      throw new Problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "RATE",
          "[requests] more than %d in a minute; wait as long as Retry-After says".formatted(limit));
    }
  }
}
