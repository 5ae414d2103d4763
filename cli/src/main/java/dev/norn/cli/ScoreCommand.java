package dev.norn.cli;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.model.release.Release;
import dev.norn.sequence.LandmarkSpan;
import dev.norn.streaming.ReleaseActivation;
import dev.norn.streaming.ScoringJob;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores a cohort in batch. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = "Score a cohort with a release, over all events on the topic, into Postgres.")
final class ScoreCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;
  @Mixin private ReleaseOptions release;

  @Option(names = "--cohort", required = true, paramLabel = "FILE", description = "a *.cohort.yaml")
  private Path cohort;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    Cohort read = DefinitionFile.read(cohort, Cohort.class);
    try (Servers servers = work.servers(console)) {
      Release opened = release.open(servers);
      new ReleaseActivation(servers.bootstrapServers(), servers.database()).register(opened);
      ScoringJob.Run run =
          ScoringJob.run(
              servers.bootstrapServers(),
              VocabularyCommand.PARALLELISM,
              Set.of(),
              servers.database(),
              read,
              opened);
      System.out.println(run.id());
      console.say("%,d people of %s scored".formatted(run.people(), read.name()));
      console.say(
          "next: norn query \"select outcome, count(probability), avg(probability) from"
              + " norn_research.prediction where release = '"
              + opened.id()
              + "' and landmark "
              + among(read.landmark().span())
              + " group by outcome\"");
    }
    return ExitCode.DONE.code();
  }

  private static String among(LandmarkSpan landmarks) {
    return landmarks.isOneDay()
        ? "= '%s'".formatted(landmarks.latest())
        : "between '%s' and '%s'".formatted(landmarks.earliest(), landmarks.latest());
  }
}
