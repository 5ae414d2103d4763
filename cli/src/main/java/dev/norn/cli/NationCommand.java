package dev.norn.cli;

import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the synthetic nation. */
@Command(
    name = "nation",
    mixinStandardHelpOptions = true,
    subcommands = {
      NationCalibrate.class,
      NationOracle.class,
      NationPerson.class,
      NationTruth.class
    },
    description =
        "Write a synthetic population's register files, with the study that defines them and the"
            + " truth beside them.")
final class NationCommand implements Callable<Integer> {

  /** Futures from which the probabilities of a written study come. */
  static final int FUTURES = 64;

  @Spec private CommandSpec command;

  @Mixin private NationOptions nation;

  @Mixin private FuturesOptions futures;

  // Not marked as required, since the subcommands do without it.
  @Option(names = "--out", paramLabel = "DIR", description = "folder to write; must be empty")
  private Path out;

  @Override
  public Integer call() throws Exception {
    if (out == null) {
      throw new ParameterException(
          command.commandLine(), "[--out] is missing; name a folder to write the nation into");
    }
    Console console = new Console();
    write(nation.spec(), futures, out, console);
    System.out.println(out);
    console.say("next: norn ingest --study " + out);
    return ExitCode.DONE.code();
  }

  static void write(NationSpec spec, FuturesOptions futures, Path out, Console console)
      throws Exception {
    try (Console.Bar bar = console.bar("lives", spec.people())) {
      new Nation(spec).write(out, futures.threads(), futures.futures(), done -> bar.to(done, ""));
    }
  }
}
