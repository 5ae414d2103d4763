package dev.norn.cli;

import dev.norn.model.split.CohortFile;
import dev.norn.streaming.MedsJob;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A study's life events for tools that read MEDS. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = {
      "Write a study's life events as a data set in the form of the Medical Event Data Standard:"
          + " data/*.parquet, metadata/codes.parquet, metadata/dataset.json.",
      "Every row is of a person: the folder stays inside."
    })
final class MedsDataCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;

  @Option(
      names = "--study",
      required = true,
      paramLabel = "DIR",
      description = "whose registers are written; its 'death' says which facts are MEDS_DEATH")
  private Path study;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder to write")
  private Path out;

  @Option(
      names = "--known-by",
      paramLabel = "INSTANT",
      description = "write what the registers knew by then, included (default: all they know)")
  private String knownBy;

  @Option(
      names = "--cohort",
      paramLabel = "FILE",
      description = "a *.cohort.yaml: write metadata/subject_splits.parquet by its split")
  private Path cohort;

  @Option(
      names = "--ends",
      description =
          "also write the ends of states, each at the time by which it had passed and was known"
              + " (default: a state is its first day)")
  private boolean ends;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    MedsJob.Content content = content(Study.open(study));
    MedsJob.Result result;
    try (Servers servers = work.servers(console);
        Console.Bar bar = console.bar("people", -1)) {
      result = write(servers, content, out, bar);
    }
    System.out.println(out);
    console.say(
        String.format(
            Locale.ROOT, "%,d rows of %,d subjects written", result.rows(), result.subjects()));
    console.say("next: norn meds run RUN --out " + out + " for the labels of a scoring run");
    return ExitCode.DONE.code();
  }

  static MedsJob.Result write(Servers servers, MedsJob.Content content, Path out, Console.Bar bar)
      throws Exception {
    return new MedsJob(servers.bootstrapServers(), VocabularyCommand.PARALLELISM)
        .write(out, content, people -> bar.to(people, "people"));
  }

  private MedsJob.Content content(Study opened) {
    return new MedsJob.Content(
        opened.name(),
        Norn.VERSION,
        opened.registers(),
        opened.death(),
        ends,
        knownByInstant(),
        cohort == null ? null : CohortFile.read(cohort));
  }

  private Instant knownByInstant() {
    try {
      return knownBy == null ? null : Instant.parse(knownBy);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "[--known-by] '" + knownBy + "' is not an instant; write it as 2020-01-31T12:00:00Z", e);
    }
  }
}
