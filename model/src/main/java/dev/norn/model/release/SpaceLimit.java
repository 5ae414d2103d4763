package dev.norn.model.release;

import dev.norn.model.space.SpaceReport;

/** What the space of tokens must be like for a release. */
public final class SpaceLimit {

  private SpaceLimit() {}

  /**
   * @throws ReleaseException when models of different people do not agree on it
   */
  public static void require(SpaceReport report) {
    report
        .failure()
        .ifPresent(
            failure -> {
              throw new ReleaseException(
                  "release", failure + "; or take it as it is with --space=reported");
            });
  }
}
