package dev.norn.cli;

import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds the truth at another landmark. */
@Command(
    name = "truth",
    mixinStandardHelpOptions = true,
    description =
        "Live a written nation again and write everybody's true probabilities at any landmark, as"
            + " truth/probabilities.csv has them for the study's own.")
final class NationTruth implements Callable<Integer> {

  @Parameters(paramLabel = "STUDY", description = "folder that norn nation wrote")
  private Path study;

  @Option(names = "--landmark", required = true, description = "last day that may be known")
  private LocalDate landmark;

  @Option(
      names = "--horizon",
      defaultValue = "4",
      description = "years after the landmark (default: ${DEFAULT-VALUE})")
  private int horizon;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "CSV to write")
  private Path out;

  @Mixin private FuturesOptions futures;

  @Override
  public Integer call() throws Exception {
    NationSpec spec = NationSpec.of(study);
    Console console = new Console();
    try (Console.Bar bar = console.bar("lives", spec.people())) {
      new Nation(spec)
          .writeProbabilities(
              out,
              landmark,
              horizon,
              futures.someFutures(),
              futures.threads(),
              done -> bar.to(done, ""));
    }
    System.out.println(out);
    return ExitCode.DONE.code();
  }
}
