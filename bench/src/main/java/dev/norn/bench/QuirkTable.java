package dev.norn.bench;

import dev.norn.cohort.Split;
import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints what each {@link Quirk} of the published code changes: models without any, the same with
 * one at a time, each with several seeds to see what chance changes. All are trained to the end in
 * the same way, on the same people, and calibrated on the validation split; the encoder stands
 * alone. The last row is mode {@code paper}: all quirks, with the optimisers and batches that
 * belong to it.
 */
public final class QuirkTable {

  /** Changes nothing that a table of encoders and binary outcomes can show. */
  private static final Set<Quirk> ELSEWHERE =
      EnumSet.of(
          Quirk.UNCOUNTED_TOKENS,
          Quirk.STOPPED_BY_LIFT,
          Quirk.ORDINAL_FROM_FIRST,
          Quirk.ORDINAL_DROPOUT,
          Quirk.DRAWN_BY_DIFFICULTY,
          Quirk.STOPPED_BY_KAPPA);

  private static final String NORN = "norn";
  private static final String PAPER = "paper";

  private QuirkTable() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 4) {
      System.out.println(
          """
          usage: bench/run quirks CORPUS VOCABULARY WORK SEEDS [ROW...]
          Trains each row to the end with so many seeds, keeps checkpoints and figures in the folder
          WORK, and prints a table: AUROC and log-loss of norn with their standard deviation over
          seeds, and of each other row its difference with the standard error. Rows are norn, quirks
          and paper, all unless named. A quarter of an hour a model for some thousand people on one
          core; goes on where it was stopped.""");
      System.exit(args.length > 0 && args[0].equals("--help") ? 0 : 2);
    }
    Corpus corpus = Corpus.open(Path.of(args[0]));
    int tokens = Vocabulary.read(Path.of(args[1])).size();
    ModelSpec spec =
        ModelSpec.small(tokens).withMaxLength(corpus.manifest().description().maxLength());
    Map<String, ModelSpec> rows = rows(spec);
    List<String> chosen = List.of(args).subList(4, args.length);
    for (String row : chosen) {
      if (!rows.containsKey(row)) {
        System.err.println("[row] no " + row + "; expected one of " + rows.keySet());
        System.exit(2);
      }
    }
    Path work = Path.of(args[2]);
    int seeds = Integer.parseInt(args[3]);
    long positions = positions(corpus);
    List<TrainedRow> scored = new ArrayList<>();
    for (Map.Entry<String, ModelSpec> row : rows.entrySet()) {
      if (chosen.isEmpty() || chosen.contains(row.getKey())) {
        scored.add(TrainedRow.of(row.getKey(), row.getValue(), corpus, positions, seeds, work));
      }
    }
    print(scored);
  }

  private static Map<String, ModelSpec> rows(ModelSpec spec) {
    Map<String, ModelSpec> rows = new LinkedHashMap<>();
    rows.put(NORN, spec);
    for (Quirk quirk : Quirk.values()) {
      if (!ELSEWHERE.contains(quirk)) {
        rows.put(quirk.name().toLowerCase(Locale.ROOT), spec.withQuirks(Set.of(quirk)));
      }
    }
    rows.put(PAPER, spec.inMode(ModelSpec.Mode.PAPER));
    return rows;
  }

  private static long positions(Corpus corpus) throws IOException {
    try (Stream<CorpusExample> training = corpus.examples(Split.TRAIN)) {
      return training.mapToLong(example -> example.sequence().length()).sum();
    }
  }

  private static void print(List<TrainedRow> rows) {
    TrainedRow first = rows.get(0);
    String outcomes = first.outcomes().stream().collect(Collectors.joining(" | "));
    System.out.println("| " + first.name() + " and with | " + outcomes + " | seconds |");
    System.out.println("|---|" + "---|".repeat(first.outcomes().size() + 1));
    for (TrainedRow row : rows) {
      System.out.println(
          "| "
              + row.name()
              + " | "
              + row.outcomes().stream()
                  .map(outcome -> row.cell(outcome, row == first ? null : first))
                  .collect(Collectors.joining(" | "))
              + " | "
              + Line.number(row.seconds())
              + " |");
    }
  }
}
