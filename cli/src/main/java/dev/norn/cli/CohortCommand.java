package dev.norn.cli;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.EligibilityRule;
import dev.norn.cohort.FactRule;
import dev.norn.cohort.HashedSplit;
import dev.norn.cohort.ListedSplit;
import dev.norn.cohort.Split;
import dev.norn.cohort.SplitList;
import dev.norn.event.DefinitionFile;
import dev.norn.model.report.FlowChart;
import dev.norn.model.split.CohortFile;
import dev.norn.model.split.SplitFile;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.streaming.CohortFlow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What cohort files mean. */
@Command(
    name = "cohort",
    mixinStandardHelpOptions = true,
    description = "Say what a cohort file means.",
    subcommands = CohortCommand.Explain.class)
final class CohortCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println("say what to do: norn cohort explain FILE");
    return ExitCode.CONFIGURATION.code();
  }

  /** A file in words, and how many people each of its rules removes. */
  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = {
        "Print in words what a cohort file means, how many people each rule removes of those whom"
            + " the rules before have kept, and how the outcomes of the others are distributed.",
        "Counts are exact and may be small: they are for people who may see the data."
      })
  static final class Explain implements Callable<Integer> {

    @Mixin private WorkOptions work;

    @Parameters(paramLabel = "FILE", description = "a *.cohort.yaml")
    private Path file;

    @Option(
        names = "--outcome",
        paramLabel = "FILE",
        description = "a *.outcome.yaml; may be given more than once")
    private List<Path> outcomeFiles = List.of();

    @Option(
        names = "--study",
        paramLabel = "DIR",
        description = "count facts of this study's registers alone (default: of all)")
    private Path study;

    @Option(names = "--words-only", description = "count nobody; needs no servers")
    private boolean wordsOnly;

    @Option(
        names = "--chart",
        paramLabel = "FILE",
        description = "also draw the flow of people there, as SVG")
    private Path chart;

    @Override
    public Integer call() throws Exception {
      Cohort cohort = CohortFile.read(file);
      List<OutcomeDefinition> outcomes = new ArrayList<>();
      for (Path outcome : outcomeFiles) {
        outcomes.add(DefinitionFile.read(outcome, OutcomeDefinition.class));
      }
      if (wordsOnly) {
        if (chart != null) {
          throw new IllegalArgumentException(
              "[--chart] draws counts, and --words-only counts nobody; take one of the two out");
        }
        printWords(cohort, outcomes);
        return ExitCode.DONE.code();
      }
      Set<String> registers = study == null ? Set.of() : Study.open(study).registerNames();
      CohortFlow flow;
      try (Servers servers = work.servers(new Console())) {
        flow =
            CohortFlow.count(
                servers.bootstrapServers(),
                VocabularyCommand.PARALLELISM,
                registers,
                cohort,
                outcomes);
      }
      printCounts(cohort, outcomes, flow);
      if (chart != null) {
        Files.writeString(chart, chart(cohort, flow));
      }
      return ExitCode.DONE.code();
    }
  }

  private static String head(Cohort cohort) {
    return cohort.name()
        + ": as of "
        + cohort.landmark().words()
        + " (included)"
        + (cohort.advances() == null ? "" : ", live moving on by " + cohort.advances())
        + (cohort.knownBy() == null
            ? ", with all that is known now"
            : ", as the registers knew by " + cohort.knownBy() + " (included)");
  }

  private static void printWords(Cohort cohort, List<OutcomeDefinition> outcomes) {
    System.out.println(head(cohort));
    for (EligibilityRule rule : cohort.rules()) {
      System.out.println("  " + rule.words().get());
    }
    if (cohort.split() instanceof ListedSplit listed) {
      printWords(listed);
    } else {
      printWords((HashedSplit) cohort.split());
    }
    for (OutcomeDefinition outcome : outcomes) {
      printWords(outcome);
    }
  }

  private static void printWords(ListedSplit split) {
    SplitList list = SplitFile.read(Path.of(split.list()));
    System.out.printf(
        Locale.ROOT,
        "  split by the list %s (sha256 %s): %,d people train, %,d validation, %,d test, all others"
            + " on no side%n",
        Path.of(split.list()).getFileName(),
        split.sha256(),
        list.people(Split.TRAIN),
        list.people(Split.VALIDATION),
        list.people(Split.TEST));
    if (!split.kin().isEmpty()) {
      System.out.println(
          "  and no kin by " + String.join(", ", split.kin()) + " on different sides");
    }
  }

  private static void printWords(HashedSplit split) {
    System.out.printf(
        Locale.ROOT,
        "  split by a hash: %.1f %% train, %.1f %% validation, %.1f %% test%n",
        100 * split.train(),
        100 * split.validation(),
        100 * split.test());
    if (split.stated() != null) {
      FactRule test =
          new FactRule(
              split.stated().register(), split.stated().field(), split.stated().test(), null, null);
      System.out.println("  but in the test split: who has a fact of " + test.words());
    }
  }

  private static void printWords(OutcomeDefinition outcome) {
    System.out.println(outcome.name() + " (" + outcome.kind() + ")");
    outcome.words().forEach(line -> System.out.println("  " + line));
  }

  private static void printCounts(
      Cohort cohort, List<OutcomeDefinition> outcomes, CohortFlow flow) {
    System.out.println(head(cohort));
    count(' ', flow.people(), "people with any fact");
    List<EligibilityRule> rules = cohort.rules();
    long left = flow.people();
    for (int i = 0; i < rules.size(); i++) {
      count('-', flow.removedBy(i), rules.get(i).removed().get());
      left -= flow.removedBy(i);
    }
    count(
        '=',
        left,
        "in the cohort: %,d train, %,d validation, %,d test"
                .formatted(flow.in(Split.TRAIN), flow.in(Split.VALIDATION), flow.in(Split.TEST))
            + (cohort.split() instanceof ListedSplit
                ? ", %,d on no side".formatted(flow.in(Split.NONE))
                : ""));
    for (int i = 0; i < outcomes.size(); i++) {
      printWords(outcomes.get(i));
      for (OutcomeLabel label : OutcomeLabel.values()) {
        count(' ', flow.with(i, label), label.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static void count(char sign, long people, String what) {
    System.out.printf(Locale.ROOT, "%c %,11d  %s%n", sign, people, what);
  }

  private static String chart(Cohort cohort, CohortFlow flow) {
    FlowChart chart = new FlowChart(head(cohort), flow.people());
    List<EligibilityRule> rules = cohort.rules();
    for (int i = 0; i < rules.size(); i++) {
      chart.removed(rules.get(i).removed().get(), flow.removedBy(i));
    }
    return chart.svg();
  }
}
