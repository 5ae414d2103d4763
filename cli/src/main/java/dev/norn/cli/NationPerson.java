package dev.norn.cli;

import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lives one person again. */
@Command(
    name = "person",
    mixinStandardHelpOptions = true,
    description =
        "Live one person of a written nation again and print what every register and"
            + " truth/hazards.csv hold about them. Reads none of the nation's data files.")
final class NationPerson implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Parameters(index = "0", paramLabel = "STUDY", description = "folder that norn nation wrote")
  private Path study;

  @Parameters(
      index = "1",
      paramLabel = "PERSON_NUMBER",
      description = "ten digits, as in the register files")
  private String number;

  @Override
  public Integer call() throws Exception {
    NationSpec spec = NationSpec.of(study);
    try {
      new Nation(spec)
          .rowsAbout(number)
          .forEach(
              (file, rows) -> {
                System.out.println(file);
                rows.forEach(row -> System.out.println("  " + row));
              });
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
    return ExitCode.DONE.code();
  }
}
