package dev.norn.bench;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.model.ModelSpec;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.EvaluationProgress;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.release.Release;
import dev.norn.model.training.ReleaseTraining;
import dev.norn.model.training.TrainingPlan;
import dev.norn.outcome.OutcomeDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release that is served like any other, trained for one epoch on a small nation: for what does
 * not depend on how good it is.
 *
 * @param study of the nation
 * @param outcome the one that it predicts
 * @param eventsPerPerson of the nation's history
 */
record BriefRelease(
    Release release, Path study, OutcomeDefinition outcome, double eventsPerPerson) {

  private static final int PEOPLE = 1_000;

  /**
   * @param preset tiny or small
   * @param maxLength of sequences
   * @param folder a new one
   */
  static BriefRelease train(String preset, int maxLength, long seed, Path folder) throws Exception {
    System.err.println("training a release of preset " + preset + " for one epoch");
    Path study = folder.resolve("study");
    NationLives lives =
        new NationLives(NationSpec.standard().withPeople(PEOPLE).withSeed(seed), study, "adults");
    ModelSpec spec =
        ModelSpec.preset(preset, ModelSpec.Mode.NORN, lives.vocabulary().size())
            .withMaxLength(maxLength);
    OutcomeDefinition outcome =
        DefinitionFile.read(
            study.resolve("outcomes/death-4y.outcome.yaml"), OutcomeDefinition.class);
    Corpus corpus =
        NationCorpus.write(lives, List.of(outcome), spec.maxLength(), folder.resolve("corpus"));
    Release release =
        new ReleaseTraining(plan(spec, outcome, seed), new Quiet(), EvaluationProgress.silent())
            .run(
                corpus,
                lives.vocabulary(),
                folder.resolve("training"),
                folder.resolve("releases"),
                TrueProbabilities.NONE)
            .release();
    return new BriefRelease(
        release, study, outcome, lives.events().size() / (double) lives.histories().size());
  }

  private static TrainingPlan plan(ModelSpec spec, OutcomeDefinition outcome, long seed) {
    TrainingPlan plan =
        TrainingPlan.of(spec, 1, Map.of(outcome.name(), outcome.horizon()), List.of(), seed);
    return plan.withPretraining(Optional.empty())
        .withFinetuning(
            TrainingSettings.of(1, 2e-3, seed).withBatching(plan.finetuning().batching()));
  }

  static List<RegisterDefinition> registers(Path study) {
    return DefinitionFile.readAll(
        study.resolve("registers"), ".register.yaml", RegisterDefinition.class);
  }

  /**
   * @param name of one of the nation's cohorts
   */
  Cohort cohort(String name) throws IOException {
    return DefinitionFile.read(study.resolve("cohorts/" + name + ".cohort.yaml"), Cohort.class);
  }

  private static final class Quiet implements TrainingProgress {
    @Override
    public void after(Step step) {
      // Nobody waits for it.
    }
  }
}
