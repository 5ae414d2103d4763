package dev.norn.model.training;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.cohort.Split;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.PlattCalibration;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.model.finetuning.Finetuning;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.Weights;
import dev.norn.model.pretraining.Pretraining;
import dev.norn.model.release.Release;
import dev.norn.model.release.ReleaseContent;
import dev.norn.model.release.ReleaseWriter;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.LogitCalibration;
import dev.norn.model.serving.SavedModelExport;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
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
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Pre-training and fine-tuning on the training split, stopping and calibration on the validation
 * split, figures on the test split, and the release that holds it all.
 */
public final class ReleaseTraining {

  private final TrainingPlan plan;
  private final TrainingProgress progress;

  public ReleaseTraining(TrainingPlan plan, TrainingProgress progress) {
    this.plan = plan;
    this.progress = progress;
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
    Path folder = work.resolve(corpus.manifest().id().substring(0, 16) + "-seed-" + plan.seed());
    List<String> outcomes = corpus.manifest().description().outcomes();
    List<CorpusExample> train = examples(corpus, Split.TRAIN);
    List<CorpusExample> validation = examples(corpus, Split.VALIDATION);

    TrainedModel pretrained =
        new Pretraining(plan.spec(), plan.pretraining(), progress)
            .run(sequences(train), sequences(validation), folder.resolve("pre-training"));
    TrainedModel finetuned =
        new Finetuning(plan.spec(), plan.finetuning(), progress)
            .run(
                pretrained.weights(),
                labelled(train, outcomes),
                labelled(validation, outcomes),
                folder.resolve("fine-tuning"));

    Path uncalibrated =
        export(
            finetuned.weights(),
            Collections.nCopies(outcomes.size(), LogitCalibration.NONE),
            folder.resolve("uncalibrated"));
    List<PlattCalibration> fitted = calibrate(uncalibrated, validation, outcomes);
    Path calibrated = export(finetuned.weights(), stated(fitted), folder.resolve("calibrated"));

    Evaluation evaluation =
        ReleaseEvaluation.evaluate(
            corpus, calibrated, vocabulary, plan.sexTokens(), List.of(), plan.seed(), truth);
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
            released(outcomes, fitted),
            people(corpus),
            Map.of("training", plan.seed(), "split", corpus.manifest().description().seed()),
            json(List.of(pretrained.log(), finetuned.log())),
            json(evaluation),
            embeddingMean(calibrated, train),
            libraries());
    Release release =
        new ReleaseWriter(releases)
            .write(content, vocabulary, evaluation, calibrated.resolve(Release.SAVED_MODEL));
    return new TrainedRelease(release, List.of(pretrained.log(), finetuned.log()), evaluation);
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

  private static List<CorpusExample> examples(Corpus corpus, Split split) {
    try (Stream<CorpusExample> examples = corpus.examples(split)) {
      return examples.toList();
    }
  }

  private static List<PersonSequence> sequences(List<CorpusExample> examples) {
    return examples.stream().map(CorpusExample::sequence).toList();
  }

  private static List<LabelledSequence> labelled(
      List<CorpusExample> examples, List<String> outcomes) {
    return examples.stream()
        .map(
            example ->
                new LabelledSequence(
                    example.sequence(), outcomes.stream().map(example::label).toList()))
        .filter(example -> example.labels().stream().anyMatch(l -> l != OutcomeLabel.UNKNOWN))
        .toList();
  }

  private Path export(Weights weights, List<LogitCalibration> calibrations, Path folder)
      throws IOException {
    SavedModelExport.write(plan.spec(), weights, calibrations, folder.resolve(Release.SAVED_MODEL));
    return folder;
  }

  private static List<PlattCalibration> calibrate(
      Path model, List<CorpusExample> validation, List<String> outcomes) throws IOException {
    try (BatchEncoder encoder = new BatchEncoder(model)) {
      List<Encoding> encodings = encoder.encode(sequences(validation));
      List<PlattCalibration> fitted = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        fitted.add(calibrate(encodings, validation, outcomes.get(i), i));
      }
      return fitted;
    }
  }

  private static PlattCalibration calibrate(
      List<Encoding> encodings, List<CorpusExample> validation, String outcome, int place) {
    List<Double> logits = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    for (int i = 0; i < validation.size(); i++) {
      OutcomeLabel label = validation.get(i).label(outcome);
      if (label != OutcomeLabel.UNKNOWN) {
        logits.add((double) encodings.get(i).logits()[place]);
        labels.add(label == OutcomeLabel.POSITIVE);
      }
    }
    boolean[] positive = new boolean[labels.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = labels.get(i);
    }
    return PlattCalibration.fitOrIdentity(
        logits.stream().mapToDouble(Double::doubleValue).toArray(), positive);
  }

  private static List<LogitCalibration> stated(List<PlattCalibration> fitted) {
    return fitted.stream()
        .map(fit -> new LogitCalibration((float) fit.slope(), (float) fit.intercept()))
        .toList();
  }

  private List<ReleaseContent.ReleasedOutcome> released(
      List<String> outcomes, List<PlattCalibration> fitted) {
    List<ReleaseContent.ReleasedOutcome> released = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      PlattCalibration calibration = fitted.get(i);
      released.add(
          new ReleaseContent.ReleasedOutcome(
              outcomes.get(i),
              plan.horizons().getOrDefault(outcomes.get(i), "not stated"),
              calibration.intercept(),
              calibration.slope(),
              calibration.method().name(),
              calibration.note()));
    }
    return released;
  }

  private static Map<Split, Long> people(Corpus corpus) {
    return new EnumMap<>(corpus.manifest().people());
  }

  private float[] embeddingMean(Path model, List<CorpusExample> train) throws IOException {
    double[] sum = new double[plan.spec().width()];
    try (BatchEncoder encoder = new BatchEncoder(model)) {
      for (Encoding encoding : encoder.encode(sequences(train))) {
        float[] embedding = encoding.normalisedEmbedding();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += embedding[i];
        }
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / train.size());
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
