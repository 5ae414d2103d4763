package dev.norn.bench;

import dev.norn.model.ModelSpec;
import dev.norn.model.TensorflowRuntime;
import dev.norn.model.finetuning.Finetuning;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.graph.Precision;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.Weights;
import dev.norn.model.pretraining.Pretraining;
import dev.norn.model.serving.LogitCalibration;
import dev.norn.model.serving.ReleasedModel;
import dev.norn.model.serving.SavedModelExport;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints how much of a plain matrix product training steps and serving reach, at the presets small
 * and paper, on sequences of equal length. XLA is on where the environment has TF_XLA_FLAGS.
 */
public final class ModelTable {

  private static final int VOCABULARY = 2043;
  private static final int WARM_UP = 3;

  private final Path folder;

  private ModelTable(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 0 && args.length != 2) {
      System.out.println(
          """
          usage: bench/run model [SMALL PAPER]
          Prints a table; takes some minutes. SMALL and PAPER are how many sequences are computed at
          once at either preset: 16 and 1 unless named; a GPU needs more to be busy.""");
      System.exit(args[0].equals("--help") ? 0 : 2);
    }
    int small = args.length == 0 ? 16 : Integer.parseInt(args[0]);
    int paper = args.length == 0 ? 1 : Integer.parseInt(args[1]);
    String xla = System.getenv("TF_XLA_FLAGS");
    System.out.println(xla == null || xla.isEmpty() ? "without XLA" : "with XLA: " + xla);
    System.out.println("| what | figure | yardstick, same run | ratio |");
    System.out.println("|---|---|---|---|");
    TensorflowRuntime.load();
    ModelTable table = new ModelTable(Files.createTempDirectory("norn-model-bench"));
    table.rows("small", ModelSpec.small(VOCABULARY), 512, small, 12);
    table.rows("paper", ModelSpec.paper(VOCABULARY), 2560, paper, 4);
    System.exit(0);
  }

  private void rows(String preset, ModelSpec spec, int length, int rows, int steps)
      throws IOException {
    List<PersonSequence> lives = EqualLives.of(rows * (steps + WARM_UP), length, VOCABULARY);
    for (Precision precision : Precision.values()) {
      double rate = training(spec, precision, lives, length, rows);
      String what = "training step, " + written(precision) + ", preset " + preset;
      print(what, length, rate, UsefulWork.pretraining(spec, length));
    }
    Path release = exported(preset, spec, lives.subList(0, rows));
    for (Precision precision : Precision.values()) {
      double rate = serving(release, precision, lives.subList(0, rows), steps);
      String what = "encoding through DJL, " + written(precision) + ", preset " + preset;
      print(what, length, rate, UsefulWork.forward(spec, length));
    }
  }

  private static String written(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  private static void print(String what, int length, double tokensPerSecond, double workPerLife) {
    double product = MatrixProduct.flops();
    double flops = tokensPerSecond * workPerLife / length;
    System.out.println(
        new Line(
                what + ", length " + length,
                Line.number(flops / 1e9)
                    + " GFLOP/s useful, "
                    + Line.number(tokensPerSecond)
                    + " tokens/s",
                Line.number(product / 1e9) + " GFLOP/s",
                flops / product)
            .row());
  }

  /** Tokens per second of a step, the median after the first steps. */
  private double training(
      ModelSpec spec, Precision precision, List<PersonSequence> lives, int length, int rows)
      throws IOException {
    List<Double> rates = new ArrayList<>();
    TrainingProgress progress = step -> rates.add(step.tokens() / step.seconds());
    TrainingSettings settings =
        TrainingSettings.of(1, 1e-3, 1).withBatchPositions(rows * length).withPrecision(precision);
    new Pretraining(spec, settings, progress)
        .run(
            lives::stream,
            lives.subList(0, rows)::stream,
            folder.resolve("training-" + length + precision));
    return median(rates.subList(WARM_UP, rates.size()));
  }

  /** With weights after one step: what they are does not change the work. */
  private Path exported(String preset, ModelSpec spec, List<PersonSequence> lives)
      throws IOException {
    List<HeadSpec> heads = List.of(HeadSpec.binary("death"));
    Weights weights =
        new Finetuning(
                spec,
                heads,
                TrainingSettings.of(1, 1e-3, 1).withBatchPositions(lives.get(0).length()),
                TrainingProgress.silent())
            .run(
                new Weights(List.of()),
                EqualLives.labelled(lives.subList(0, 1))::stream,
                EqualLives.labelled(lives.subList(0, 1))::stream,
                folder.resolve("fine-tuning-" + preset))
            .weights();
    Path release = folder.resolve(preset);
    SavedModelExport.write(
        spec, heads, weights, List.of(LogitCalibration.NONE), release.resolve("saved_model"));
    return release;
  }

  private static double serving(
      Path release, Precision precision, List<PersonSequence> batch, int times) throws IOException {
    List<Double> rates = new ArrayList<>();
    try (ReleasedModel model = ReleasedModel.load(release, precision)) {
      for (int i = 0; i < times + WARM_UP; i++) {
        long start = System.nanoTime();
        model.encode(batch);
        double seconds = (System.nanoTime() - start) / 1e9;
        rates.add(batch.size() * batch.get(0).length() / seconds);
      }
    }
    return median(rates.subList(WARM_UP, rates.size()));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
