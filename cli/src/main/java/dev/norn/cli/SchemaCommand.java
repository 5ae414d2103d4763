package dev.norn.cli;

import dev.norn.event.DefinitionSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The JSON Schemas of the definition files. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description =
        "Print the JSON Schema of a kind of definition file, for editors and other tools.")
final class SchemaCommand implements Callable<Integer> {

  @Parameters(paramLabel = "KIND", description = "one of ${COMPLETION-CANDIDATES}")
  private DefinitionSchema kind;

  @Override
  public Integer call() {
    System.out.print(kind.json());
    return ExitCode.DONE.code();
  }
}
