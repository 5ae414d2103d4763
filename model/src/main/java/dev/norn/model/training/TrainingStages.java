package dev.norn.model.training;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.ContentHash;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.finetuning.Finetuning;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.graph.SecretDraws;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingLoop;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.Weights;
import dev.norn.model.pretraining.Pretraining;
import dev.norn.model.space.SpaceReport;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeKind;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pre-training, where the plan has it, and fine-tuning, each in a folder of checkpoints. */
final class TrainingStages {

  private static final Weights NOTHING = new Weights(List.of());

  private static final String PRETRAINING = "pre-training";

  private final TrainingPlan plan;
  private final Corpus corpus;
  private final TrainingProgress progress;
  private final Path folder;
  private List<HeadSpec> heads;

  /**
   * @param work holds a folder for each corpus, model and seed, and each way of private training
   */
  TrainingStages(TrainingPlan plan, Corpus corpus, Path work, TrainingProgress progress) {
    this.plan = plan;
    this.corpus = corpus;
    this.progress = progress;
    String spec = ContentHash.of(CanonicalJson.write(plan.spec())).substring(0, 8);
    String id = corpus.manifest().id().substring(0, 16);
    String privacy =
        plan.privacy()
            .map(each -> "-private-" + ContentHash.of(CanonicalJson.write(each)).substring(0, 8))
            .orElse("");
    this.folder = work.resolve(id + "-model-" + spec + "-seed-" + plan.seed() + privacy);
  }

  Path folder() {
    return folder;
  }

  /** To the end; in their order. */
  List<TrainedModel> all() throws IOException {
    List<TrainedModel> stages = new ArrayList<>();
    if (plan.pretraining().isPresent()) {
      stages.add(pretrain(TrainingLoop.ALL_STEPS));
    }
    Weights start = stages.isEmpty() ? NOTHING : stages.get(0).weights();
    stages.add(finetune(start, TrainingLoop.ALL_STEPS));
    return stages;
  }

  /** The first stage of the plan, up to so many steps. */
  TrainedModel first(long steps) throws IOException {
    return plan.pretraining().isPresent() ? pretrain(steps) : finetune(NOTHING, steps);
  }

  /** Null where the plan skips it. */
  SpaceReport space(Vocabulary vocabulary) throws IOException {
    return new SpaceStage(plan, vocabulary)
        .run(
            () -> corpus.examples(Split.TRAIN).map(CorpusExample::sequence),
            () -> corpus.examples(Split.VALIDATION).map(CorpusExample::sequence),
            folder.resolve("space"),
            progress);
  }

  private TrainedModel pretrain(long steps) throws IOException {
    return new Pretraining(plan.spec(), plan.pretraining().orElseThrow(), progress)
        .run(
            () -> corpus.examples(Split.TRAIN).map(CorpusExample::sequence),
            () -> corpus.examples(Split.VALIDATION).map(CorpusExample::sequence),
            folder.resolve(PRETRAINING),
            steps);
  }

  /**
   * Deletes what private noise was drawn from: the run is over, and who finds it could take the
   * noise away.
   */
  void forgetSecrets() throws IOException {
    SecretDraws.forget(folder.resolve(PRETRAINING));
    SecretDraws.forget(folder.resolve(finetuningFolder()));
  }

  /**
   * One per outcome; the training split decides what they leave open, of private training the
   * validation split.
   */
  List<HeadSpec> heads() {
    if (heads == null) {
      Map<String, OutcomeForm> forms = corpus.manifest().description().forms();
      Map<String, List<FollowUp>> followUps = new HashMap<>();
      forms.forEach(
          (outcome, form) -> {
            if (form.kind() == OutcomeKind.TIME_TO_EVENT) {
              followUps.put(outcome, new ArrayList<>());
            }
          });
      if (!followUps.isEmpty()) {
        collect(followUps);
      }
      List<HeadSpec> specs = new ArrayList<>();
      forms.forEach(
          (outcome, form) ->
              specs.add(HeadSpec.of(outcome, form, followUps.getOrDefault(outcome, List.of()))));
      heads = List.copyOf(specs);
    }
    return heads;
  }

  private void collect(Map<String, List<FollowUp>> followUps) {
    Split side = plan.privacy().isPresent() ? Split.VALIDATION : Split.TRAIN;
    try (Stream<CorpusExample> training = corpus.examples(side)) {
      training.forEachOrdered(
          example ->
              followUps.forEach(
                  (outcome, all) -> {
                    FollowUp own = example.followUps().get(outcome);
                    if (own != null) {
                      all.add(own);
                    }
                  }));
    }
  }

  private TrainedModel finetune(Weights start, long steps) throws IOException {
    LabelledPeople people = people();
    return new Finetuning(plan.spec(), heads(), plan.finetuning(), progress)
        .run(
            start,
            () -> people.of(Split.TRAIN),
            () -> people.of(Split.VALIDATION),
            folder.resolve(finetuningFolder()),
            steps);
  }

  /** Those that fine-tuning sees. */
  LabelledPeople people() {
    return LabelledPeople.of(plan, corpus);
  }

  // The same pre-training serves any share of labels.
  private String finetuningFolder() {
    return "fine-tuning"
        + (plan.labelShare() < 1 ? "-labels-" + plan.labelShare() : "")
        + (plan.pretraining().isEmpty() ? "-from-nothing" : "");
  }
}
