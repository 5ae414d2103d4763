package dev.norn.bench;

import dev.norn.cohort.Split;
import dev.norn.model.ModelSpec;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.ContentHash;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.PlattCalibration;
import dev.norn.model.evaluation.Scores;
import dev.norn.model.finetuning.Finetuning;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.Weights;
import dev.norn.model.pretraining.Pretraining;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.LogitCalibration;
import dev.norn.model.serving.SavedModelExport;
import dev.norn.model.training.PresetSettings;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeKind;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Models of one specification, each trained to the end with a seed of its own and scored on the
 * test people of its corpus.
 *
 * @param runs in the order of the seeds
 */
record TrainedRow(String name, List<Run> runs) {

  // Padding everybody to the longest costs memory; a batch is learned from as one all the same.
  private static final int MEMORY_POSITIONS = 16_384;

  /**
   * One model.
   *
   * @param outcomes figures by binary outcome
   * @param seconds of training
   */
  record Run(Map<String, Figures> outcomes, double seconds) {}

  /** Of calibrated probabilities, over people whose label is known; the loss is their mean. */
  record Figures(double auroc, double logLoss) {}

  /**
   * Goes on from what the folder holds of earlier tries: checkpoints, and figures of those done.
   */
  static TrainedRow of(
      String name, ModelSpec spec, Corpus corpus, long positions, int seeds, Path work)
      throws IOException {
    List<Run> runs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      System.err.println(name + ", seed " + seed);
      runs.add(run(spec, corpus, new PresetSettings(spec, positions, seed), work));
    }
    return new TrainedRow(name, List.copyOf(runs));
  }

  private static Run run(ModelSpec spec, Corpus corpus, PresetSettings settings, Path work)
      throws IOException {
    TrainingSettings pretraining = settings.pretraining().withMemoryPositions(MEMORY_POSITIONS);
    TrainingSettings finetuning = settings.finetuning().withMemoryPositions(MEMORY_POSITIONS);
    String content =
        CanonicalJson.write(spec)
            + CanonicalJson.write(pretraining)
            + CanonicalJson.write(finetuning)
            + corpus.manifest().id();
    Path folder = work.resolve(ContentHash.of(content).substring(0, 16));
    Path figures = folder.resolve("figures.json");
    if (!Files.exists(figures)) {
      Run run = trained(spec, corpus, pretraining, finetuning, folder);
      Files.writeString(figures, CanonicalJson.write(run));
    }
    return CanonicalJson.read(Files.readString(figures), Run.class);
  }

  private static Run trained(
      ModelSpec spec,
      Corpus corpus,
      TrainingSettings pretraining,
      TrainingSettings finetuning,
      Path folder)
      throws IOException {
    List<HeadSpec> heads =
        corpus.manifest().description().outcomes().stream()
            .filter(
                outcome ->
                    corpus.manifest().description().forms().get(outcome).kind()
                        == OutcomeKind.BINARY)
            .map(HeadSpec::binary)
            .toList();
    Progress progress = new Progress();
    Weights pretrained =
        new Pretraining(spec, pretraining, progress)
            .run(
                () -> corpus.examples(Split.TRAIN).map(CorpusExample::sequence),
                () -> corpus.examples(Split.VALIDATION).map(CorpusExample::sequence),
                folder.resolve("pre-training"))
            .weights();
    Weights weights =
        new Finetuning(spec, heads, finetuning, progress)
            .run(
                pretrained,
                () -> labelled(corpus, Split.TRAIN, heads),
                () -> labelled(corpus, Split.VALIDATION, heads),
                folder.resolve("fine-tuning"))
            .weights();
    SavedModelExport.write(
        spec,
        heads,
        weights,
        Collections.nCopies(heads.size(), LogitCalibration.NONE),
        folder.resolve("saved_model"));
    Map<String, Figures> outcomes = new TreeMap<>();
    try (BatchEncoder encoder = new BatchEncoder(folder)) {
      for (int place = 0; place < heads.size(); place++) {
        Scores scores = calibrated(corpus, encoder, heads.get(place), place);
        outcomes.put(
            heads.get(place).outcome(),
            new Figures(Metric.AUROC.of(scores), Metric.LOG_LOSS.of(scores)));
      }
    }
    return new Run(outcomes, progress.seconds());
  }

  private static Stream<LabelledSequence> labelled(
      Corpus corpus, Split split, List<HeadSpec> heads) {
    return corpus
        .examples(split)
        .map(
            example ->
                new LabelledSequence(
                    example.sequence(),
                    heads.stream().map(head -> example.observed(head.outcome())).toList()))
        .filter(example -> example.outcomes().stream().anyMatch(ObservedOutcome::isAnything));
  }

  private static Scores calibrated(Corpus corpus, BatchEncoder encoder, HeadSpec head, int place) {
    People validation = logits(corpus, Split.VALIDATION, encoder, head, place);
    PlattCalibration calibration =
        PlattCalibration.fitOrIdentity(validation.logits(), validation.positive());
    People test = logits(corpus, Split.TEST, encoder, head, place);
    return new Scores(
        Arrays.stream(test.logits()).map(calibration::probability).toArray(), test.positive());
  }

  private record People(double[] logits, boolean[] positive) {}

  /** Of those whose label is known. */
  private static People logits(
      Corpus corpus, Split split, BatchEncoder encoder, HeadSpec head, int place) {
    List<CorpusExample> known;
    try (Stream<CorpusExample> examples = corpus.examples(split)) {
      known = examples.filter(e -> e.label(head.outcome()) != OutcomeLabel.UNKNOWN).toList();
    }
    double[] logits =
        encoder.encode(known.stream().map(CorpusExample::sequence).toList()).stream()
            .mapToDouble(encoding -> encoding.logits()[place])
            .toArray();
    boolean[] positive = new boolean[logits.length];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = known.get(i).label(head.outcome()) == OutcomeLabel.POSITIVE;
    }
    return new People(logits, positive);
  }

  List<String> outcomes() {
    return List.copyOf(runs.get(0).outcomes().keySet());
  }

  double seconds() {
    return runs.stream().mapToDouble(Run::seconds).sum();
  }

  /**
   * Mean AUROC and log-loss over the seeds, each with its standard deviation; beside another row
   * the difference of the means, with the standard error of that difference.
   */
  String cell(String outcome, TrainedRow other) {
    if (other == null) {
      Spread auroc = spread(outcome, Figures::auroc);
      Spread loss = spread(outcome, Figures::logLoss);
      return String.format(
          Locale.ROOT,
          "%.3f ± %.3f, %.4f ± %.4f",
          auroc.mean(),
          auroc.deviation(),
          loss.mean(),
          loss.deviation());
    }
    return difference(outcome, other, Figures::auroc, "%+.3f ± %.3f, ")
        + difference(outcome, other, Figures::logLoss, "%+.4f ± %.4f");
  }

  private String difference(
      String outcome, TrainedRow other, ToDoubleFunction<Figures> figure, String format) {
    Spread own = spread(outcome, figure);
    Spread theirs = other.spread(outcome, figure);
    return String.format(
        Locale.ROOT,
        format,
        own.mean() - theirs.mean(),
        Math.hypot(own.standardError(), theirs.standardError()));
  }

  private Spread spread(String outcome, ToDoubleFunction<Figures> figure) {
    double[] values =
        runs.stream()
            .mapToDouble(run -> figure.applyAsDouble(run.outcomes().get(outcome)))
            .toArray();
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return new Spread(mean, Math.sqrt(squares / (values.length - 1)), values.length);
  }

  /** The deviation of a single run is not a number. */
  private record Spread(double mean, double deviation, int runs) {

    double standardError() {
      return deviation / Math.sqrt(runs);
    }
  }

  /** Prints now and then how far training is, on standard error. */
  private static final class Progress implements TrainingProgress {

    private double seconds;

    @Override
    public void after(Step step) {
      seconds += step.seconds();
      if (step.step() % 100 == 0) {
        System.err.printf(
            Locale.ROOT,
            "  %s %d of %d, loss %.3f, %,.0f tokens/s%n",
            step.stage(),
            step.step(),
            step.steps(),
            step.loss(),
            step.tokensPerSecond());
      }
    }

    double seconds() {
      return seconds;
    }
  }
}
