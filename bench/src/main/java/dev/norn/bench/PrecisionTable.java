package dev.norn.bench;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.Scores;
import dev.norn.model.graph.Precision;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.ReleasedModel;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prints how far a release's bfloat16 answers are from its float32 ones, on the test people. */
public final class PrecisionTable {

  private static final int BATCH = 64;

  private PrecisionTable() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      System.out.println(
          "usage: bench/run precision RELEASE CORPUS    prints a table; RELEASE is a folder");
      System.exit(args.length > 0 && args[0].equals("--help") ? 0 : 2);
    }
    Corpus corpus = Corpus.open(Path.of(args[1]));
    List<CorpusExample> people;
    try (Stream<CorpusExample> test = corpus.examples(Split.TEST)) {
      // Equal lengths together: little is computed on padding.
      people = test.sorted(Comparator.comparingInt(e -> e.sequence().length())).toList();
    }
    List<Encoding> single = encoded(Path.of(args[0]), Precision.FLOAT32, people);
    List<Encoding> brief = encoded(Path.of(args[0]), Precision.BFLOAT16, people);
    System.out.println("| bfloat16 beside float32, " + people.size() + " test people | figure |");
    System.out.println("|---|---|");
    DoubleSummaryStatistics cosines = new DoubleSummaryStatistics();
    for (int i = 0; i < people.size(); i++) {
      cosines.accept(cosine(single.get(i), brief.get(i)));
    }
    row(
        "cosine of embeddings",
        "least %.6f, mean %.6f".formatted(cosines.getMin(), cosines.getAverage()));
    List<String> outcomes = corpus.manifest().description().outcomes();
    for (int place = 0; place < outcomes.size(); place++) {
      scores(outcomes.get(place), place, people, single, brief);
    }
  }

  private static List<Encoding> encoded(
      Path release, Precision precision, List<CorpusExample> people) throws IOException {
    List<Encoding> encodings = new ArrayList<>();
    List<PersonSequence> lives = people.stream().map(CorpusExample::sequence).toList();
    try (ReleasedModel model = ReleasedModel.load(release, precision)) {
      for (int from = 0; from < lives.size(); from += BATCH) {
        encodings.addAll(model.encode(lives.subList(from, Math.min(from + BATCH, lives.size()))));
      }
    }
    return encodings;
  }

  private static void scores(
      String outcome,
      int place,
      List<CorpusExample> people,
      List<Encoding> single,
      List<Encoding> brief) {
    DoubleSummaryStatistics differences = new DoubleSummaryStatistics();
    for (int i = 0; i < people.size(); i++) {
      differences.accept(
          Math.abs(single.get(i).probabilities()[place] - brief.get(i).probabilities()[place]));
    }
    row(
        outcome,
        "probability moves by at most %.5f, %.6f on average; AUROC %.4f and %.4f"
            .formatted(
                differences.getMax(),
                differences.getAverage(),
                auroc(outcome, place, people, single),
                auroc(outcome, place, people, brief)));
  }

  private static double auroc(
      String outcome, int place, List<CorpusExample> people, List<Encoding> encodings) {
    List<Double> probabilities = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      OutcomeLabel label = people.get(i).label(outcome);
      if (label != OutcomeLabel.UNKNOWN) {
        probabilities.add((double) encodings.get(i).probabilities()[place]);
        labels.add(label == OutcomeLabel.POSITIVE);
      }
    }
    boolean[] positive = new boolean[labels.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = labels.get(i);
    }
    return Metric.AUROC.of(
        new Scores(probabilities.stream().mapToDouble(Double::doubleValue).toArray(), positive));
  }

  private static double cosine(Encoding one, Encoding other) {
    float[] a = one.normalisedEmbedding();
    float[] b = other.normalisedEmbedding();
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }

  private static void row(String what, String figure) {
    System.out.println(String.format(Locale.ROOT, "| %s | %s |", what, figure));
  }
}
