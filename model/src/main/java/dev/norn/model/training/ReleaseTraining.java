package dev.norn.model.training;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.cohort.Split;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.Quirk;
import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.calibration.CalibrationFit;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.EvaluationProgress;
import dev.norn.model.evaluation.PlattCalibration;
import dev.norn.model.evaluation.StackedLogits;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingLog;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.Weights;
import dev.norn.model.release.EvaluationLog;
import dev.norn.model.release.Release;
import dev.norn.model.release.ReleaseContent;
import dev.norn.model.release.ReleaseWriter;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.EncodedStream;
import dev.norn.model.serving.LogitCalibration;
import dev.norn.model.serving.SavedModelExport;
import dev.norn.model.space.SpaceReport;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Pre-training and fine-tuning on the training split, stopping and calibration on the validation
 * split, figures on the test split, and the release that holds it all.
 */
public final class ReleaseTraining {

  private final TrainingPlan plan;
  private final TrainingProgress progress;
  private final EvaluationProgress evaluating;

  public ReleaseTraining(
      TrainingPlan plan, TrainingProgress progress, EvaluationProgress evaluating) {
    this.plan = plan;
    this.progress = progress;
    this.evaluating = evaluating;
  }

  /**
   * @param work folder for model checkpoints; a run that was stopped goes on from them
   * @param releases folder in which the release gets one of its own
   * @param truth at the corpus' landmark, for the evaluation alone
   */
  public TrainedRelease run(
      Corpus corpus, Vocabulary vocabulary, Path work, Path releases, TrueProbabilities truth)
      throws IOException {
    requireSameVocabulary(corpus, vocabulary);
    new SpaceStage(plan, vocabulary).check();
    TrainingStages stages = new TrainingStages(plan, corpus, work, progress);
    List<String> outcomes = corpus.manifest().description().outcomes();
    List<HeadSpec> heads = stages.heads();
    List<TrainedModel> trained = stages.all();
    Weights weights = trained.get(trained.size() - 1).weights();
    List<TrainingLog> logs = trained.stream().map(TrainedModel::log).toList();
    SpaceReport space = stages.space(vocabulary);

    Path uncalibrated =
        export(
            heads,
            weights,
            Collections.nCopies(outcomes.size(), LogitCalibration.NONE),
            stages.folder().resolve("uncalibrated"));
    CountStacking counts =
        CountStacking.fit(
            plan.spec().vocabularySize(),
            plan.spec().has(Quirk.UNCOUNTED_TOKENS) || isPrivate() ? List.of() : heads,
            stages.people());
    List<LabelledLogits.Calibrated> fitted = calibrate(uncalibrated, corpus, outcomes, counts);
    Path calibrated =
        export(
            heads,
            stacked(weights, heads, fitted, counts),
            stated(fitted),
            stages.folder().resolve("calibrated"));

    Evaluation evaluation =
        ReleaseEvaluation.evaluate(
            corpus,
            calibrated,
            heads,
            vocabulary,
            plan.sexTokens(),
            plan.divisions(),
            List.of(),
            plan.seed(),
            truth,
            // A release stays inside: norn output judges what leaves of it.
            DisclosureRules.DEFAULT,
            evaluating);
    ReleaseContent content =
        new ReleaseContent(
            ReleaseContent.FORMAT,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            json(plan.spec()),
            vocabulary.hash(),
            corpus.manifest().id(),
            Map.of(),
            corpus.manifest().description().landmark().toString(),
            corpus.manifest().description().cohort(),
            released(heads, fitted),
            people(corpus),
            Map.of("training", plan.seed(), "split", corpus.manifest().description().seed()),
            json(logs),
            json(evaluation),
            corpus.manifest().description().splitRule(),
            embeddingMean(calibrated, corpus),
            libraries(),
            guarantee(logs));
    Release release =
        new ReleaseWriter(releases)
            .write(content, vocabulary, evaluation, space, calibrated.resolve(Release.SAVED_MODEL));
    if (ReleaseCalibration.all(release).isEmpty()) {
      new CalibrationFit(release, plan.sexTokens()).fit(corpus, Split.VALIDATION, people -> {});
    }
    stages.forgetSecrets();
    String use = new EvaluationLog(release).record(corpus.manifest().id());
    return new TrainedRelease(release, logs, evaluation, use);
  }

  private static void requireSameVocabulary(Corpus corpus, Vocabulary vocabulary) {
    String hash = corpus.manifest().description().vocabularyHash();
    if (!hash.equals(vocabulary.hash())) {
      throw new IllegalArgumentException(
          "[corpus] was written with vocabulary "
              + hash
              + ", but "
              + vocabulary.hash()
              + " is given; give the vocabulary of the corpus or write the corpus again");
    }
  }

  /**
   * Trains the first stage for so many steps, keeps a checkpoint that {@link #run} goes on from,
   * and says what a whole run of the stage would cost.
   *
   * @param steps counted from the start of the run, those of earlier calls included
   * @throws IllegalArgumentException if no step was left to take
   */
  public TrainingCost rehearse(Corpus corpus, Vocabulary vocabulary, Path work, long steps)
      throws IOException {
    requireSameVocabulary(corpus, vocabulary);
    StepMeter meter = new StepMeter(progress);
    new TrainingStages(plan, corpus, work, meter).first(steps);
    return meter.cost(plan.pretraining().orElse(plan.finetuning()).epochs());
  }

  private Path export(
      List<HeadSpec> heads, Weights weights, List<LogitCalibration> calibrations, Path folder)
      throws IOException {
    SavedModelExport.write(
        plan.spec(), heads, weights, calibrations, folder.resolve(Release.SAVED_MODEL));
    return folder;
  }

  private static List<LabelledLogits.Calibrated> calibrate(
      Path model, Corpus corpus, List<String> outcomes, CountStacking counts) throws IOException {
    List<LabelledLogits> labelled =
        outcomes.stream()
            .map(outcome -> new LabelledLogits(outcome, counts.regression(outcome)))
            .toList();
    try (BatchEncoder encoder = new BatchEncoder(model)) {
      EncodedStream.each(
          encoder,
          corpus.examples(Split.VALIDATION),
          (example, encoding) -> {
            for (int i = 0; i < labelled.size(); i++) {
              labelled.get(i).add(example, encoding.logits()[i]);
            }
          });
    }
    return labelled.stream().map(LabelledLogits::fit).toList();
  }

  private static Weights stacked(
      Weights weights,
      List<HeadSpec> heads,
      List<LabelledLogits.Calibrated> fitted,
      CountStacking counts) {
    Weights stacked = weights;
    for (int i = 0; i < heads.size(); i++) {
      Optional<StackedLogits> stacking = fitted.get(i).stacking();
      if (stacking.isPresent()) {
        stacked = counts.stacked(stacked, heads.get(i), stacking.get());
      }
    }
    return stacked;
  }

  private static List<LogitCalibration> stated(List<LabelledLogits.Calibrated> fitted) {
    return fitted.stream()
        .map(LabelledLogits.Calibrated::calibration)
        .map(fit -> new LogitCalibration((float) fit.slope(), (float) fit.intercept()))
        .toList();
  }

  private List<ReleaseContent.ReleasedOutcome> released(
      List<HeadSpec> heads, List<LabelledLogits.Calibrated> fitted) {
    List<ReleaseContent.ReleasedOutcome> released = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      HeadSpec head = heads.get(i);
      PlattCalibration calibration = fitted.get(i).calibration();
      released.add(
          new ReleaseContent.ReleasedOutcome(
              head.outcome(),
              plan.horizons().getOrDefault(head.outcome(), "not stated"),
              calibration.intercept(),
              calibration.slope(),
              calibration.method().name(),
              calibration.note(),
              head.kind(),
              head.cuts(),
              head.causes(),
              head.classes(),
              fitted.get(i).stacking().orElse(null)));
    }
    return released;
  }

  private static Map<Split, Long> people(Corpus corpus) {
    return new EnumMap<>(corpus.manifest().people());
  }

  private boolean isPrivate() {
    return plan.privacy().isPresent();
  }

  private PrivacyGuarantee guarantee(List<TrainingLog> logs) {
    return plan.privacy()
        .map(each -> each.after(logs.stream().map(TrainingLog::steps).toList()))
        .orElse(null);
  }

  // Of the training people a private release says nothing without noise.
  private float[] embeddingMean(Path model, Corpus corpus) throws IOException {
    double[] sum = new double[plan.spec().width()];
    Split side = isPrivate() ? Split.VALIDATION : Split.TRAIN;
    try (BatchEncoder encoder = new BatchEncoder(model)) {
      EncodedStream.each(
          encoder,
          corpus.examples(side),
          (example, encoding) -> {
            float[] embedding = encoding.normalisedEmbedding();
            for (int i = 0; i < sum.length; i++) {
              sum[i] += embedding[i];
            }
          });
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / corpus.manifest().people(side));
    }
    return mean;
  }

  private static JsonNode json(Object value) {
    return CanonicalJson.read(CanonicalJson.write(value), JsonNode.class);
  }

  private static Map<String, String> libraries() {
    Engine engine = Engine.getEngine("TensorFlow");
    Map<String, String> libraries = new TreeMap<>();
    libraries.put("java", Runtime.version().toString());
    libraries.put("tensorflow", engine.getVersion());
    libraries.put("djl", Engine.getDjlVersion());
    return libraries;
  }
}
