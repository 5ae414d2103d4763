package dev.norn.cli;

import dev.norn.model.calibration.AbstentionRule;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.release.Release;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.model.scoring.ScoringSpec;
import dev.norn.streaming.ScoringJob;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Scores the study's own cohort, so that what became of the people stands beside what was said. */
final class DemoScoring {

  private DemoScoring() {}

  static ScoringJob.Run score(Servers servers, Study study, Release release, Console console)
      throws Exception {
    Instant started = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    ReleaseCalibration calibration =
        ReleaseCalibration.newest(release).orElseGet(() -> ReleaseCalibration.own(release));
    ScoringSpec spec =
        new ScoringSpec(
            study.cohort().name() + "-" + started.toString().replace(":", ""),
            release.id(),
            calibration.id(),
            study.cohort(),
            study.outcomes().stream()
                .filter(outcome -> release.outcomes().contains(outcome.name()))
                .toList(),
            AbstentionRule.NONE,
            study.registerNames(),
            study.sexTokens(),
            study.coveredTo(),
            DisclosureOptions.of(servers.folder()),
            started.toString());
    ScoringFolder folder =
        ScoringFolder.of(servers.folder().root().resolve("runs").resolve(spec.id()), spec);
    try (ScoringBars bars = new ScoringBars(console)) {
      return new ScoringJob(
              servers.bootstrapServers(), VocabularyCommand.PARALLELISM, servers.database(), bars)
          .run(folder, release, calibration, study.divisions(release.vocabulary()));
    }
  }
}
