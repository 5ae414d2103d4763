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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A model trained and scored on the test people of its corpus, by binary outcome.
 *
 * @param scored by outcome, people in the order of the corpus
 * @param seconds of training, 0 where checkpoints held all of it
 */
record ScoredRow(String name, Map<String, People> scored, double seconds) {

  // Padding everybody to the longest costs memory; a batch is learned from as one all the same.
  private static final int MEMORY_POSITIONS = 16_384;

  // Few, that so many models can be trained within an hour or two; the same for all.
  private static final int PRETRAINING_EPOCHS = 3;
  private static final int FINETUNING_EPOCHS = 5;

  /** Calibrated probabilities and what came of it. */
  record People(double[] probabilities, boolean[] positive) {

    Scores scores() {
      return new Scores(probabilities, positive);
    }

    double loss(int person) {
      double p = positive[person] ? probabilities[person] : 1 - probabilities[person];
      return -Math.log(Math.max(p, 1e-15));
    }
  }

  /** Goes on from the checkpoints in the folder, where there are any. */
  static ScoredRow of(
      String name, ModelSpec spec, Corpus corpus, long positions, long seed, Path work)
      throws IOException {
    List<HeadSpec> heads =
        corpus.manifest().description().outcomes().stream()
            .filter(
                outcome ->
                    corpus.manifest().description().forms().get(outcome).kind()
                        == OutcomeKind.BINARY)
            .map(HeadSpec::binary)
            .toList();
    String content = ContentHash.of(CanonicalJson.write(spec)).substring(0, 12);
    Path folder = work.resolve(content + "-seed-" + seed);
    Progress progress = new Progress();
    Weights weights =
        trained(spec, heads, corpus, new PresetSettings(spec, positions, seed), folder, progress);
    SavedModelExport.write(
        spec,
        heads,
        weights,
        Collections.nCopies(heads.size(), LogitCalibration.NONE),
        folder.resolve("saved_model"));
    Map<String, People> scored = new LinkedHashMap<>();
    try (BatchEncoder encoder = new BatchEncoder(folder)) {
      for (int place = 0; place < heads.size(); place++) {
        scored.put(heads.get(place).outcome(), people(corpus, encoder, heads.get(place), place));
      }
    }
    return new ScoredRow(name, scored, progress.seconds());
  }

  private static Weights trained(
      ModelSpec spec,
      List<HeadSpec> heads,
      Corpus corpus,
      PresetSettings settings,
      Path folder,
      Progress progress)
      throws IOException {
    Weights pretrained =
        new Pretraining(
                spec,
                settings
                    .pretraining()
                    .withEpochs(PRETRAINING_EPOCHS)
                    .withMemoryPositions(MEMORY_POSITIONS),
                progress)
            .run(
                () -> corpus.examples(Split.TRAIN).map(CorpusExample::sequence),
                () -> corpus.examples(Split.VALIDATION).map(CorpusExample::sequence),
                folder.resolve("pre-training"))
            .weights();
    return new Finetuning(
            spec,
            heads,
            settings
                .finetuning()
                .withEpochs(FINETUNING_EPOCHS)
                .withMemoryPositions(MEMORY_POSITIONS),
            progress)
        .run(
            pretrained,
            () -> labelled(corpus, Split.TRAIN, heads),
            () -> labelled(corpus, Split.VALIDATION, heads),
            folder.resolve("fine-tuning"))
        .weights();
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

  private static People people(Corpus corpus, BatchEncoder encoder, HeadSpec head, int place) {
    People validation = logits(corpus, Split.VALIDATION, encoder, head, place);
    PlattCalibration calibration =
        PlattCalibration.fitOrIdentity(validation.probabilities(), validation.positive());
    People test = logits(corpus, Split.TEST, encoder, head, place);
    return new People(
        Arrays.stream(test.probabilities()).map(calibration::probability).toArray(),
        test.positive());
  }

  /** Of those whose label is known, logits in place of probabilities. */
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
    return List.copyOf(scored.keySet());
  }

  /**
   * AUROC and mean log-loss; beside another row their differences, that of the log-loss with its
   * standard error over people.
   */
  String cell(String outcome, ScoredRow other) {
    People own = scored.get(outcome);
    if (other == null) {
      return String.format(
          Locale.ROOT,
          "%.3f, %.4f",
          Metric.AUROC.of(own.scores()),
          Metric.LOG_LOSS.of(own.scores()));
    }
    People theirs = other.scored.get(outcome);
    DoubleSummaryStatistics differences = new DoubleSummaryStatistics();
    double squares = 0;
    for (int i = 0; i < own.positive().length; i++) {
      double difference = own.loss(i) - theirs.loss(i);
      differences.accept(difference);
      squares += difference * difference;
    }
    double people = differences.getCount();
    double mean = differences.getAverage();
    return String.format(
        Locale.ROOT,
        "%+.3f, %+.4f ± %.4f",
        Metric.AUROC.of(own.scores()) - Metric.AUROC.of(theirs.scores()),
        mean,
        Math.sqrt((squares / people - mean * mean) / people));
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
