package dev.norn.cli;

import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.NationSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the synthetic nation. */
@Command(
    name = "nation",
    mixinStandardHelpOptions = true,
    description =
        "Write a synthetic population's register files, with the study that defines them and the"
            + " true hazards beside them.")
final class NationCommand implements Callable<Integer> {

  @Option(names = "--people", defaultValue = "5000", description = "default: ${DEFAULT-VALUE}")
  private int people;

  @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder to write")
  private Path out;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    write(people, seed, out, console);
    System.out.println(out);
    console.say("next: norn ingest --study " + out);
    return ExitCode.DONE.code();
  }

  static void write(int people, long seed, Path out, Console console) throws Exception {
    try (Console.Bar bar = console.bar("lives", people)) {
      Nation.write(
          NationSpec.standard().withPeople(people).withSeed(seed), out, done -> bar.to(done, ""));
    }
  }
}
