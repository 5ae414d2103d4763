package dev.norn.cli;

import picocli.CommandLine.Option;

/** How the true probabilities are found, and on how many threads lives are lived. */
final class FuturesOptions {

  @Option(
      names = "--futures",
      defaultValue = "" + NationCommand.FUTURES,
      description =
          "futures lived from the landmark to find the true probabilities; 0 for none"
              + " (default: ${DEFAULT-VALUE})")
  private int futures = NationCommand.FUTURES;

  @Option(
      names = "--threads",
      description = "the files are the same for any number (default: one per processor)")
  private int threads = Runtime.getRuntime().availableProcessors();

  int futures() {
    return Math.max(0, futures);
  }

  int threads() {
    return Math.max(1, threads);
  }
}
