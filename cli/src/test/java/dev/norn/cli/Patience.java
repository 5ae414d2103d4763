package dev.norn.cli;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waiting for what a running stream is to bring about. */
final class Patience {

  static final Duration LIMIT = Duration.ofMinutes(3);

  private Patience() {}

  /** Until the claim holds; one that does not hold in time says with what it differs. */
  static void await(ThrowingRunnable claim) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(200))
        .pollInSameThread()
        .untilAsserted(claim);
  }
}
