package dev.norn.cli;

import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.life.Outcome;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.truth.LandmarkTruth;
import dev.norn.ingestion.nation.truth.LandmarkTruth.Case;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.Scores;
import dev.norn.model.evaluation.StratifiedBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what a model that knew everything would reach. */
@Command(
    name = "oracle",
    mixinStandardHelpOptions = true,
    description =
        "Print the figures that the true probabilities reach on each outcome of the four years"
            + " after the landmark: no model can be expected to do better.")
final class NationOracle implements Callable<Integer> {

  private static final List<Metric> METRICS =
      List.of(Metric.AUROC, Metric.AUPRC, Metric.BRIER, Metric.LOG_LOSS, Metric.CALIBRATION_SLOPE);

  private static final Map<Outcome, String> AT_RISK =
      Map.of(
          Outcome.JOB_LOSS, ", at work on the landmark",
          Outcome.DIVORCE, ", married on the landmark",
          Outcome.DIABETES, ", not diagnosed before");

  @Spec private CommandSpec command;

  @Mixin private NationOptions nation;

  @Mixin private FuturesOptions futures;

  @Option(names = "--age-from", defaultValue = "30", description = "default: ${DEFAULT-VALUE}")
  private int from;

  @Option(names = "--age-to", defaultValue = "90", description = "default: ${DEFAULT-VALUE}")
  private int to;

  @Override
  public Integer call() throws Exception {
    if (from < 18 || to < from) {
      throw new ParameterException(
          command.commandLine(),
          "[--age-from, --age-to] found %d to %d, expected ages from 18 on".formatted(from, to));
    }
    NationSpec spec = nation.spec();
    List<Case> cases = cases(spec, new Console());
    System.out.println(
        "| outcome | people | share | AUROC | AUPRC | Brier score | log-loss | calibration slope"
            + " | observed minus predicted, and what chance allows |");
    System.out.println("|---|---:|---:|---|---|---|---|---|---|");
    for (Outcome outcome : Outcome.ALL) {
      List<Case> everybody = cases.stream().filter(c -> c.outcome() == outcome).toList();
      List<Case> atRisk = everybody.stream().filter(Case::atRisk).toList();
      System.out.println(line(label(outcome), everybody, spec.seed()));
      if (atRisk.size() < everybody.size()) {
        System.out.println(line(label(outcome) + AT_RISK.get(outcome), atRisk, spec.seed()));
      }
    }
    return ExitCode.DONE.code();
  }

  private List<Case> cases(NationSpec spec, Console console) throws Exception {
    Nation lived = new Nation(spec);
    int landmark = (int) spec.landmark().toEpochDay() + 1;
    List<Case> cases = new ArrayList<>();
    long[] done = {0};
    int some = futures.someFutures();
    try (Console.Bar bar = console.bar("lives", spec.people())) {
      lived.forEachCommunity(
          futures.threads(),
          community ->
              LandmarkTruth.of(
                  community, spec.seed(), landmark, some, NationSpec.HORIZON_YEARS, from, to),
          known -> {
            cases.addAll(known);
            bar.to(++done[0] * spec.people() / lived.communities(), "");
          });
    }
    return cases;
  }

  private static String label(Outcome outcome) {
    return outcome.label() + "-" + NationSpec.HORIZON_YEARS + "y";
  }

  private static String line(String label, List<Case> cases, long seed) {
    double[] probabilities = cases.stream().mapToDouble(Case::probability).toArray();
    boolean[] happened = new boolean[cases.size()];
    int positives = 0;
    for (int i = 0; i < happened.length; i++) {
      happened[i] = cases.get(i).happened();
      positives += happened[i] ? 1 : 0;
    }
    Map<Metric, Interval> figures =
        new StratifiedBootstrap(200, seed, 0.95).intervals(new Scores(probabilities, happened));
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.4f |",
            label,
            cases.size(),
            positives / (double) cases.size()));
    for (Metric metric : METRICS) {
      Interval figure = figures.get(metric);
      line.append(
          String.format(
              Locale.ROOT, " %.4f [%.4f, %.4f] |", figure.estimate(), figure.low(), figure.high()));
    }
    double difference = Metric.CALIBRATION_IN_THE_LARGE.of(new Scores(probabilities, happened));
    return line.append(
            String.format(Locale.ROOT, " %.4f ± %.4f |", difference, chance(probabilities)))
        .toString();
  }

  /**
   * How far the observed share falls from the mean of the true probabilities, 95 times in 100, if
   * people are independent; spouses, who divorce together, are not.
   */
  private static double chance(double[] probabilities) {
    double variance = Arrays.stream(probabilities).map(p -> p * (1 - p)).sum();
    return 1.96 * Math.sqrt(variance) / probabilities.length;
  }
}
