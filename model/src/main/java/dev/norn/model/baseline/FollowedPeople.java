package dev.norn.model.baseline;

import java.util.Arrays;

/**
 * People under observation, each from an entry to an exit in one unit of time of the caller's
 * choice. The arrays are not copied; callers must not change them.
 */
public final class FollowedPeople {

  /** The cause of those whom nothing befell while they were observed. */
  public static final int CENSORED = 0;

  private final double[][] features;
  private final double[] enter;
  private final double[] exit;
  private final int[] causes;
  private final int width;

  /**
   * @param features (people, width)
   * @param enter when each came under observation; at risk just after, so that nobody's event can
   *     fall on it
   * @param exit when each left it, later than the entry; still at risk then
   * @param causes why: {@link #CENSORED}, or from 1 the cause of the event
   */
  public FollowedPeople(double[][] features, double[] enter, double[] exit, int[] causes) {
    if (features.length != exit.length
        || enter.length != exit.length
        || causes.length != exit.length) {
      throw new IllegalArgumentException(
          "[follow-up] features of %d people, entries of %d, exits of %d, causes of %d; give one each"
              .formatted(features.length, enter.length, exit.length, causes.length));
    }
    this.width = features.length == 0 ? 0 : features[0].length;
    for (int i = 0; i < exit.length; i++) {
      if (!(enter[i] < exit[i]) || causes[i] < CENSORED || features[i].length != width) {
        throw new IllegalArgumentException(
            "[follow-up of person %d] expected an exit later than the entry, a cause of 0 or more and"
                    .formatted(i)
                + " %d features; leave out who was never observed".formatted(width));
      }
    }
    this.features = features;
    this.enter = enter;
    this.exit = exit;
    this.causes = causes;
  }

  /** All from time 0. */
  public static FollowedPeople fromZero(double[][] features, double[] exit, int[] causes) {
    return new FollowedPeople(features, new double[exit.length], exit, causes);
  }

  /** When the last of them left observation; 0 without people. */
  public double lastExit() {
    return Arrays.stream(exit).max().orElse(0);
  }

  int people() {
    return exit.length;
  }

  int width() {
    return width;
  }

  double[] features(int person) {
    return features[person];
  }

  double enter(int person) {
    return enter[person];
  }

  double exit(int person) {
    return exit[person];
  }

  int cause(int person) {
    return causes[person];
  }

  /** 0 where nobody has an event. */
  int greatestCause() {
    int greatest = CENSORED;
    for (int cause : causes) {
      greatest = Math.max(greatest, cause);
    }
    return greatest;
  }
}
