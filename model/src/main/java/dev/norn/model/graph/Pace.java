package dev.norn.model.graph;

/** Steps and tokens per second of late: each step counts a twentieth less than the one after it. */
final class Pace {

  private static final double KEPT = 0.95;

  private double steps;
  private double tokens;
  private double seconds;

  void add(long ownTokens, double ownSeconds) {
    steps = steps * KEPT + 1;
    tokens = tokens * KEPT + ownTokens;
    seconds = seconds * KEPT + ownSeconds;
  }

  double tokensPerSecond() {
    return tokens / seconds;
  }

  double secondsFor(long furtherSteps) {
    return furtherSteps * seconds / steps;
  }
}
