package dev.norn.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Split;
import dev.norn.model.ModelSpec;
import dev.norn.model.accounting.PrivacyAccountant;
import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.accounting.SampledSteps;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.EvaluationProgress;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.release.Release;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outcomes of every kind, trained privately. */
class PrivateReleaseTest {

  private static final PrivacyTarget TARGET = new PrivacyTarget(6.0, null, null, 1, 100, 1e-2);

  @TempDir private Path folder;
  private Vocabulary vocabulary;
  private Corpus corpus;

  @BeforeEach
  void write() throws IOException {
    vocabulary = ReleaseTrainingTest.vocabulary();
    corpus = ReleaseTrainingTest.corpus(vocabulary, folder);
  }

  @Test
  void releaseSaysWhatBothStagesTogetherGuaranteeAlsoWhenItsRunWasStopped() throws IOException {
    TrainingPlan plan = plan(ModelSpec.Mode.NORN).withPrivacy(TARGET, corpus);
    ReleaseTraining training =
        new ReleaseTraining(plan, TrainingProgress.silent(), EvaluationProgress.silent());
    training.rehearse(corpus, vocabulary, folder.resolve("work"), 3);
    assertThat(keys()).hasSize(1);
    Release release =
        training
            .run(
                corpus,
                vocabulary,
                folder.resolve("work"),
                folder.resolve("releases"),
                TrueProbabilities.NONE)
            .release();
    PrivacyGuarantee guarantee = Release.open(release.folder()).privacy().orElseThrow();
    assertThat(guarantee.stages())
        .extracting(PrivacyGuarantee.Stage::name)
        .containsExactly("pre-training", "fine-tuning");
    long people = corpus.manifest().people(Split.TRAIN);
    assertThat(guarantee.delta()).isCloseTo(0.1 / people, within(1e-12));
    for (PrivacyGuarantee.Stage stage : guarantee.stages()) {
      assertThat(stage.taken()).isEqualTo(stage.planned()).isPositive();
      assertThat(stage.samplingRate() * stage.people()).isCloseTo(100, within(1e-9));
    }
    List<SampledSteps> steps =
        guarantee.stages().stream()
            .map(stage -> new SampledSteps(stage.samplingRate(), stage.taken()))
            .toList();
    assertThat(guarantee.epsilon())
        .isEqualTo(
            new PrivacyAccountant(guarantee.noiseMultiplier(), steps).epsilon(guarantee.delta()))
        .isBetween(5.9, 6.0);
    assertThat(release.card()).contains("-differentially private", "Not covered:");
    assertThat(release.folder().resolve("report/index.html")).content().contains("Not covered:");
    String json = Files.readString(release.folder().resolve("release.json"));
    assertThat(json).contains("\"trainingLoss\": \"NaN\"").contains("\"stacking\": null");
    assertThat(json).doesNotContain("\"stacking\": {");
    assertThat(keys()).isEmpty();
  }

  @Test
  void deltaMustNotAllowToGiveOnePersonAway() {
    long people = corpus.manifest().people(Split.TRAIN);
    PrivacyTarget careless = new PrivacyTarget(6.0, null, 1.0 / people, 1, 100, 1e-2);
    assertThatThrownBy(() -> plan(ModelSpec.Mode.NORN).withPrivacy(careless, corpus))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("below 1 ÷ %,d people".formatted(people));
  }

  @Test
  void whatTiesPeopleToOneAnotherIsRefused() {
    assertThatThrownBy(() -> plan(ModelSpec.Mode.PAPER).withPrivacy(TARGET, corpus))
        .hasMessageContaining("expected mode norn");
    TrainingPlan looking = plan(ModelSpec.Mode.NORN).withSpace(SpaceCheck.REPORTED);
    assertThatThrownBy(() -> looking.withPrivacy(TARGET, corpus))
        .hasMessageContaining("expected --space=skipped");
    assertThatThrownBy(() -> new PrivacyTarget(1.0, 1.0, null, 1, null, 1e-2))
        .hasMessageContaining("found both");
  }

  private List<Path> keys() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("work"))) {
      return all.filter(file -> file.getFileName().toString().endsWith(".key")).toList();
    }
  }

  private TrainingPlan plan(ModelSpec.Mode mode) {
    TrainingPlan plan =
        TrainingPlan.of(
            ModelSpec.tiny(vocabulary.size()).inMode(mode), 1_000_000, Map.of(), List.of(), 1);
    return plan.withPretraining(plan.pretraining().map(each -> each.withEpochs(2)))
        .withFinetuning(plan.finetuning().withEpochs(2));
  }
}
