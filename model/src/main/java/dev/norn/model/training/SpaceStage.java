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

/** The optional stage of a training that looks at the space of tokens. */
final class SpaceStage {

  private SpaceStage() {}

  /**
   * @return null where the plan skips it
   * @throws dev.norn.model.release.ReleaseException when the plan requires a robust space and it is
   *     not
   */
  static SpaceReport run(
      TrainingPlan plan,
      Vocabulary vocabulary,
      Supplier<Stream<PersonSequence>> training,
      Supplier<Stream<PersonSequence>> validation,
      Path checkpoints,
      TrainingProgress progress)
      throws IOException {
    if (plan.space() == SpaceCheck.SKIPPED) {
      return null;
    }
    TrainingSettings pretraining =
        plan.pretraining()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "[space] looks at pre-trained tokens, and the plan has no pre-training; skip"
                            + " one or the other"));
    SpaceReport report =
        new SpaceRobustness(vocabulary, SpaceSettings.withSeed(plan.seed()))
            .run(
                third ->
                    new Pretraining(
                        plan.spec(),
                        pretraining.withSeed(
                            Seeds.mixed(plan.seed(), "third of the people", third)),
                        progress),
                training,
                validation,
                checkpoints);
    if (plan.space() == SpaceCheck.REQUIRED) {
      SpaceLimit.require(report);
    }
    return report;
  }
}
