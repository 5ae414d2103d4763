package dev.norn.cli;

import dev.norn.model.scoring.MedsTasks;
import dev.norn.model.scoring.ScoringFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A scoring run for tools that read MEDS. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Write a scoring run's labels and predictions in the form of the Medical Event Data Standard:"
          + " labels/OUTCOME, predictions/OUTCOME, metadata/subject_splits.parquet.",
      "metadata/subjects.parquet says whose pseudonym a subject's number is: it stays inside."
    })
final class MedsRunCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "folder of a scoring run that has ended")
  private Path run;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder to write")
  private Path out;

  @Override
  public Integer call() throws Exception {
    MedsTasks.write(ScoringFolder.open(run), out);
    System.out.println(out);
    return ExitCode.DONE.code();
  }
}
