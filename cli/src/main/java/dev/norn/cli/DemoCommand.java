package dev.norn.cli;

import dev.norn.cli.local.LocalStack;
import dev.norn.cli.local.WorkFolder;
import dev.norn.ingestion.IngestionReport;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.model.release.Release;
import dev.norn.model.training.TrainedRelease;
import dev.norn.streaming.CorpusJob;
import dev.norn.streaming.ReleaseActivation;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job: everything, from register files to predictions that change as events arrive. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Run everything: register files to Kafka, Kafka through Flink into a corpus, a trained and"
          + " calibrated release, a live stream into Postgres, a scored cohort and its maps.",
      "Without --study it makes a synthetic nation. A run starts clean: what an earlier one left"
          + " in its work folder is removed first."
    })
final class DemoCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = ".norn/demo",
      description = "the demo's own work folder (default: ${DEFAULT-VALUE})")
  private Path workPath;

  @Option(
      names = "--study",
      paramLabel = "DIR",
      description = "a study to run on instead of the nation, such as examples/nlsy79")
  private Path studyFolder;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the study's register files, where it does not hold them itself")
  private Path data;

  @Option(
      names = "--people",
      defaultValue = "3000",
      description = "size of the nation (default: ${DEFAULT-VALUE})")
  private int people;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of the nation and of the training (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--stay",
      negatable = true,
      description = "keep serving when done, until Ctrl-C (default: only on a terminal)")
  private Boolean stay;

  private final Console console = new Console();
  private final StageClock clock = new StageClock(console);

  @Override
  public Integer call() throws Exception {
    Study study = study();
    Path history = study.data(data);
    CleanFolder.empty(workPath);
    WorkFolder folder = WorkFolder.at(workPath);
    try (Servers servers =
        clock.time("start", () -> Servers.started(LocalStack.start(folder, console::say)))) {
      run(servers, study, history);
    }
    return ExitCode.DONE.code();
  }

  private Study study() throws Exception {
    if (studyFolder != null) {
      return Study.open(studyFolder);
    }
    Path nation = workPath.resolveSibling(workPath.getFileName() + "-nation");
    CleanFolder.delete(nation);
    clock.time(
        "nation",
        () -> {
          NationCommand.write(
              NationSpec.standard().withPeople(people).withSeed(seed),
              new FuturesOptions(),
              nation,
              console);
          return null;
        });
    return Study.open(nation);
  }

  private void run(Servers servers, Study study, Path history) throws Exception {
    DemoReport report = new DemoReport(clock);
    try (LiveStream stream =
        clock.time(
            "start", () -> LiveStream.start(servers, study, config -> config.withEvents(true)))) {
      IngestionReport ingested =
          clock.time("ingest", () -> IngestCommand.ingest(servers, study, history, console));
      report.ingested(ingested);
      Vocabulary vocabulary = clock.time("vocabulary", () -> VocabularyCommand.fit(servers, study));
      Path folder = CorpusCommand.newFolder(servers, study);
      CorpusJob.Result corpus =
          clock.time("corpus", () -> CorpusCommand.write(servers, study, vocabulary, folder));
      console.say(CorpusCommand.describe(corpus));
      TrainedRelease trained =
          clock.time(
              "train",
              () ->
                  TrainCommand.train(
                      study, corpus.corpus(), vocabulary, servers.folder(), training(), console));
      report.trained(vocabulary, trained);
      clock.time("activate", () -> activate(servers, stream, trained.release()));
      report.beforeLive(servers.database());
      Optional<Path> live = study.live(data);
      if (live.isPresent()) {
        report.live(clock.time("live year", () -> live(servers, study, stream, live.get())));
      }
      report.afterLive(servers.database());
      Release release = trained.release();
      int concepts =
          clock.time(
              "concepts", () -> DemoConcepts.learn(servers, study, release, corpus.corpus(), seed));
      console.say(concepts + " concepts learnt");
      clock.time("score", () -> DemoScoring.score(servers, study, release, console));
      report.maps(
          clock.time(
              "map",
              () -> MapCommand.make(servers, study, release.id(), corpus.corpus(), seed, console)));
      finish(servers, study, report);
    }
  }

  private TrainingOptions training() {
    return studyFolder == null ? TrainingOptions.brief(seed) : TrainingOptions.defaults(seed);
  }

  private Void activate(Servers servers, LiveStream stream, Release release) throws Exception {
    try (Console.Bar bar = console.bar("stream", -1)) {
      // The histories first: then the release finds everybody.
      stream.awaitCaughtUp(PATIENCE, bar);
      new ReleaseActivation(servers.bootstrapServers(), servers.database()).activate(release);
      stream.awaitRelease(PATIENCE, bar);
    }
    return null;
  }

  private IngestionReport live(Servers servers, Study study, LiveStream stream, Path folder)
      throws Exception {
    IngestionReport report = IngestCommand.ingest(servers, study, folder, console);
    try (Console.Bar bar = console.bar("stream", -1)) {
      stream.awaitCaughtUp(PATIENCE, bar);
    }
    return report;
  }

  private void finish(Servers servers, Study study, DemoReport report) throws Exception {
    boolean staying = stay == null ? System.console() != null : stay;
    if (!staying) {
      report.print(System.out, servers, workPath, null);
      return;
    }
    try (ServedApi api = ServedApi.start(servers, study.folder(), List.of())) {
      servers.own().announceApi(api.address());
      report.print(System.out, servers, workPath, api.address());
      console.say("serving until Ctrl-C");
      Thread.currentThread().join();
    }
  }
}
