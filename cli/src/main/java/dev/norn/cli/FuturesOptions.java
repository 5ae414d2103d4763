package dev.norn.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the true probabilities are found, and on how many threads lives are lived. */
final class FuturesOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--futures",
      defaultValue = "" + NationCommand.FUTURES,
      description =
          "futures lived from the landmark to find the true probabilities; 0 for none, where a"
              + " nation is written (default: ${DEFAULT-VALUE})")
  private int futures = NationCommand.FUTURES;

  @Option(
      names = "--threads",
      description = "the figures are the same for any number (default: one per processor)")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** 0 or more. */
  int futures() {
    return atLeast(0);
  }

  /** 1 or more, for a command that has no use for none. */
  int someFutures() {
    return atLeast(1);
  }

  int threads() {
    if (threads < 1) {
      throw new ParameterException(
          command.commandLine(), "[--threads] found %d, expected 1 or more".formatted(threads));
    }
    return threads;
  }

  private int atLeast(int least) {
    if (futures < least) {
      throw new ParameterException(
          command.commandLine(),
          "[--futures] found %d, expected %d or more".formatted(futures, least));
    }
    return futures;
  }
}
