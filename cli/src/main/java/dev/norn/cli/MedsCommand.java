package dev.norn.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Data sets and tasks for tools that read MEDS. */
@Command(
    name = "meds",
    mixinStandardHelpOptions = true,
    description = {
      "Write what tools that read the Medical Event Data Standard take.",
      "Data sets and labels of such tools come in as registers: examples/meds."
    },
    subcommands = {MedsDataCommand.class, MedsRunCommand.class})
final class MedsCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    System.err.println(
        "say what to write: norn meds data --study S --out DIR, or norn meds run RUN --out DIR");
    return ExitCode.CONFIGURATION.code();
  }
}
