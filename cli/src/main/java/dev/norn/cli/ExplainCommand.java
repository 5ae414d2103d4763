package dev.norn.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Why a release says what it says. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Explain a release: the tokens of one person's life, one token, a concept, or how far such explanations"
          + " can be trusted.",
      "An explanation describes the model, not the world: it is no statement about causes."
    },
    subcommands = {
      ExplainPerson.class,
      ExplainToken.class,
      ExplainConcept.class,
      ExplainCheck.class
    })
final class ExplainCommand implements Callable<Integer> {

  static final String CAVEAT =
      "This describes the model near these lives. It is no statement about causes: what moves the"
          + " model need not move the outcome.";

  @Override
  public Integer call() {
    System.err.println("say what to explain: norn explain person | token | concept | check");
    return ExitCode.CONFIGURATION.code();
  }
}
