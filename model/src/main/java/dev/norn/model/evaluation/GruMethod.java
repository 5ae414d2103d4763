package dev.norn.model.evaluation;

import dev.norn.model.ModelSpec;
import dev.norn.model.baseline.GruNetwork;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.model.graph.Seeds;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.outcome.ObservedOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One network for all outcomes of a corpus, trained when the first of them is asked for. So an
 * object serves one evaluation; not thread-safe. Holds both splits in memory while it trains.
 */
public final class GruMethod implements BaselineMethod {

  private static final int EPOCHS = 12;
  private static final double RATE = 3e-3;
  private static final int SEQUENCES = 32;

  private final ModelSpec spec;
  private final long seed;
  private final TrainingProgress progress;
  private GruNetwork network;
  private List<String> outcomes;

  /**
   * @param spec of the model that it stands beside: as many layers, as wide
   * @param seed of weights, batches and dropout
   * @param progress told of its steps as of a stage called GRU
   */
  public GruMethod(ModelSpec spec, long seed, TrainingProgress progress) {
    this.spec = spec;
    this.seed = seed;
    this.progress = progress.calling("GRU");
  }

  @Override
  public Baseline fit(LabelledExamples train, LabelledExamples validation) {
    if (network == null) {
      train(train, validation);
    }
    int outcome = outcomes.indexOf(train.outcome());
    List<CorpusExample> held = new ArrayList<>();
    validation.forEach(held::add);
    float[][] logits = network.logits(held.stream().map(CorpusExample::sequence).toList());
    double[] ofOutcome = Stream.of(logits).mapToDouble(person -> person[outcome]).toArray();
    return new GruBaseline(
        network, outcome, PlattCalibration.fitOrIdentity(ofOutcome, validation.labels()));
  }

  private void train(LabelledExamples train, LabelledExamples validation) {
    try (Stream<CorpusExample> examples = train.source().get()) {
      outcomes = List.copyOf(examples.findFirst().orElseThrow().labels().keySet());
    }
    List<LabelledSequence> learnt = labelled(train);
    int mean = (int) learnt.stream().mapToInt(e -> e.sequence().length()).average().orElseThrow();
    TrainingSettings settings =
        TrainingSettings.of(EPOCHS, RATE, Seeds.mixed(seed, "gru"))
            .withBatchPositions(SEQUENCES * Math.min(mean, GruNetwork.MOST_STEPS));
    try {
      Path checkpoints = Files.createTempDirectory("norn-gru-");
      try {
        network =
            GruNetwork.train(
                spec, heads(), settings, progress, learnt, labelled(validation), checkpoints);
      } finally {
        delete(checkpoints);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("[GRU] its checkpoints cannot be written", e);
    }
  }

  // One yes or no for each outcome of whatever kind: that is what it is compared by.
  private List<HeadSpec> heads() {
    return outcomes.stream().map(HeadSpec::binary).toList();
  }

  private List<LabelledSequence> labelled(LabelledExamples split) {
    try (Stream<CorpusExample> examples = split.source().get()) {
      return examples
          .map(
              e ->
                  LabelledSequence.ofLabels(e.sequence(), outcomes.stream().map(e::label).toList()))
          .filter(e -> e.outcomes().stream().anyMatch(ObservedOutcome::isAnything))
          .toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
