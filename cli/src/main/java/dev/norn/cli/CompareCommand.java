package dev.norn.cli;

import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.scoring.RunComparison;
import dev.norn.model.scoring.ScoringFolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two scoring runs side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Set two scoring runs side by side: who is in both, whose probability moved, by how much, and"
          + " whether facts or definitions changed.",
      "Who is behind the counts is told by norn_research.scored_person, which holds both runs."
    })
final class CompareCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "BEFORE", description = "folder of a scoring run")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "folder of another")
  private Path after;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "also write index.html and comparison.json there")
  private Path out;

  @Mixin private DisclosureOptions disclosure;

  @Override
  public Integer call() throws Exception {
    ScoringFolder later = ScoringFolder.open(after);
    DisclosureRules rules =
        disclosure.isNamed() ? disclosure.rules(null) : later.spec().disclosure();
    RunComparison comparison = RunComparison.of(ScoringFolder.open(before), later, rules);
    System.out.println(comparison.before() + ", then " + comparison.after());
    comparison.differences().forEach(difference -> System.out.println("  " + difference));
    for (RunComparison.OutcomeMoves outcome : comparison.outcomes()) {
      System.out.println(outcome.outcome() + ": " + outcome.people());
      outcome
          .moves()
          .forEach(
              (cause, moves) ->
                  System.out.printf(
                      Locale.ROOT,
                      "  %-16s mean change %s, mean size %s, people by size %s%n",
                      cause,
                      figure(moves.meanChange()),
                      figure(moves.meanSize()),
                      moves.byChange()));
    }
    if (out != null) {
      comparison.write(out);
    }
    return ExitCode.DONE.code();
  }

  private static String figure(Double value) {
    return value == null ? "of too few" : String.format(Locale.ROOT, "%.5f", value);
  }
}
