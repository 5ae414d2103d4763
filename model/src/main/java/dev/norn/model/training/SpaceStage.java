package dev.norn.model.training;

import dev.norn.model.graph.Seeds;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.pretraining.Pretraining;
import dev.norn.model.release.SpaceLimit;
import dev.norn.model.space.SpaceReport;
import dev.norn.model.space.SpaceRobustness;
import dev.norn.model.space.SpaceSettings;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The stage of a training that looks at the space of tokens, unless the plan skips it. */
final class SpaceStage {

  private final TrainingPlan plan;
  private final SpaceRobustness robustness;

  SpaceStage(TrainingPlan plan, Vocabulary vocabulary) {
    this.plan = plan;
    this.robustness = new SpaceRobustness(vocabulary, SpaceSettings.withSeed(plan.seed()));
  }

  /**
   * Before anything is trained.
   *
   * @throws IllegalArgumentException when the plan asks for what cannot be looked at
   */
  void check() {
    if (plan.space() == SpaceCheck.SKIPPED) {
      return;
    }
    if (plan.pretraining().isEmpty()) {
      throw new IllegalArgumentException(
          "[space] looks at pre-trained tokens, and the plan has no pre-training; skip one or the"
              + " other");
    }
    if (plan.space() == SpaceCheck.REQUIRED) {
      robustness.requireEnoughTokens();
    }
  }

  /**
   * @return null where the plan skips it, or reports what there is and there are too few tokens
   * @throws dev.norn.model.release.ReleaseException when the plan requires a robust space and it is
   *     not
   */
  SpaceReport run(
      Supplier<Stream<PersonSequence>> training,
      Supplier<Stream<PersonSequence>> validation,
      Path checkpoints,
      TrainingProgress progress)
      throws IOException {
    if (plan.space() == SpaceCheck.SKIPPED || !robustness.hasEnoughTokens()) {
      return null;
    }
    TrainingSettings pretraining = plan.pretraining().orElseThrow();
    SpaceReport report =
        robustness.run(
            third ->
                new Pretraining(
                    plan.spec(),
                    pretraining.withSeed(Seeds.mixed(plan.seed(), "third of the people", third)),
                    progress.calling("third " + (third + 1) + " of 3")),
            training,
            validation,
            checkpoints);
    if (plan.space() == SpaceCheck.REQUIRED) {
      SpaceLimit.require(report);
    }
    return report;
  }
}
