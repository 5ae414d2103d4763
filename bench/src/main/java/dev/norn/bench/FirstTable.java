package dev.norn.bench;

import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.model.ModelSpec;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.EvaluationProgress;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.training.ReleaseTraining;
import dev.norn.model.training.TrainedRelease;
import dev.norn.model.training.TrainingPlan;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.sequence.PersonSequence;
import dev.norn.sequence.SequenceAssembler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Prints the first table: tokenising, assembling, training, encoding, padding. */
public final class FirstTable {

  private static final int PEOPLE = 2_000;
  private static final int MAX_LENGTH = 512;
  private static final double SECONDS = 3;

  private final Path folder;
  private final NationLives lives;
  private final List<Line> lines = new ArrayList<>();

  private FirstTable(Path folder) throws Exception {
    this.folder = folder;
    this.lives = new NationLives(PEOPLE, folder.resolve("nation"));
  }

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      System.out.println("usage: bench/run    prints a table; takes about two minutes");
      System.exit(args[0].equals("--help") ? 0 : 2);
    }
    FirstTable table = new FirstTable(Files.createTempDirectory("norn-bench"));
    table.measure();
    System.out.println("| what | figure | yardstick, same run | ratio |");
    System.out.println("|---|---|---|---|");
    table.lines.forEach(line -> System.out.println(line.row()));
    System.exit(0);
  }

  private void measure() throws Exception {
    tokenising();
    List<PersonSequence> sequences = assembling();
    double product = MatrixProduct.flops();
    lines.add(Line.alone("fp32 product of 2048 matrices", Line.number(product / 1e9) + " GFLOP/s"));
    TrainedRelease release = training(product);
    encoding(release, sequences, product);
    padding(sequences);
  }

  private void tokenising() {
    long done = 0;
    long start = System.nanoTime();
    while (seconds(start) < SECONDS) {
      for (LifeEvent event : lives.events()) {
        done += lives.vocabulary().tokens(event).length > 0 ? 1 : 0;
      }
    }
    lines.add(
        Line.alone(
            "life events to tokens, one thread", Line.number(done / seconds(start)) + " events/s"));
  }

  private List<PersonSequence> assembling() {
    SequenceAssembler assembler =
        new SequenceAssembler(lives.vocabulary(), lives.landmark(), null, MAX_LENGTH);
    List<PersonSequence> sequences = new ArrayList<>();
    long events = 0;
    long start = System.nanoTime();
    for (History history : lives.histories().values()) {
      assembler.assemble(history).ifPresent(sequences::add);
      events += history.version();
    }
    lines.add(
        Line.alone(
            "histories to sequences, one thread, cold",
            Line.number(events / seconds(start)) + " events/s"));
    return sequences;
  }

  private TrainedRelease training(double product) throws Exception {
    OutcomeDefinition outcome =
        DefinitionFile.read(
            folder.resolve("nation/outcomes/death-4y.outcome.yaml"), OutcomeDefinition.class);
    Corpus corpus =
        NationCorpus.write(lives, List.of(outcome), MAX_LENGTH, folder.resolve("corpus"));
    ModelSpec spec = ModelSpec.small(lives.vocabulary().size());
    Rates rates = new Rates();
    TrainedRelease trained =
        new ReleaseTraining(
                TrainingPlan.of(
                    spec, 1_000_000, Map.of(outcome.name(), outcome.horizon()), List.of(), 1),
                rates,
                EvaluationProgress.silent())
            .run(
                corpus,
                lives.vocabulary(),
                folder.resolve("training"),
                folder.resolve("releases"),
                TrueProbabilities.NONE);
    int length = meanLength(corpus);
    // A backward pass costs two forward passes.
    double perToken = 3 * UsefulWork.forward(spec, length) / length;
    lines.add(
        new Line(
            "training step, preset small, mean length " + length,
            Line.number(rates.median() * perToken / 1e9)
                + " GFLOP/s useful, "
                + Line.number(rates.median())
                + " tokens/s",
            Line.number(product / 1e9) + " GFLOP/s",
            rates.median() * perToken / product));
    return trained;
  }

  private static int meanLength(Corpus corpus) {
    try (var examples = corpus.examples(Split.TRAIN)) {
      return (int)
          examples.mapToInt(example -> example.sequence().length()).average().orElseThrow();
    }
  }

  private void encoding(TrainedRelease trained, List<PersonSequence> sequences, double product)
      throws Exception {
    ModelSpec spec = trained.release().spec();
    try (BatchEncoder encoder = new BatchEncoder(trained.release().folder())) {
      encoder.encode(sequences);
      long start = System.nanoTime();
      encoder.encode(sequences);
      double seconds = seconds(start);
      double work = sequences.stream().mapToDouble(s -> UsefulWork.forward(spec, s.length())).sum();
      lines.add(
          new Line(
              "encoding through DJL, preset small",
              Line.number(work / seconds / 1e9)
                  + " GFLOP/s useful, "
                  + Line.number(sequences.size() / seconds)
                  + " people/s",
              Line.number(product / 1e9) + " GFLOP/s",
              work / seconds / product));
    }
  }

  private void padding(List<PersonSequence> sequences) {
    List<Integer> lengths =
        sequences.stream().map(PersonSequence::length).sorted(Comparator.naturalOrder()).toList();
    long real = 0;
    long computed = 0;
    int batch = 64;
    for (int from = 0; from < lengths.size(); from += batch) {
      List<Integer> together = lengths.subList(from, Math.min(lengths.size(), from + batch));
      computed += (long) together.get(together.size() - 1) * together.size();
      real += together.stream().mapToLong(Integer::longValue).sum();
    }
    lines.add(
        new Line(
            "positions computed, in batches of " + batch,
            Line.number(computed),
            Line.number(real) + " real",
            (double) computed / real));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Tokens per second of the training steps. */
  private static final class Rates implements TrainingProgress {
    private final List<Double> rates = new ArrayList<>();

    @Override
    public void after(Step step) {
      rates.add(step.tokensPerSecond());
    }

    double median() {
      List<Double> sorted = rates.stream().sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }
}
