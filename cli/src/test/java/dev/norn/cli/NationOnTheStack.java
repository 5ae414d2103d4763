package dev.norn.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.norn.cli.local.LocalStack;
import dev.norn.cohort.Cohort;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.EventSender;
import dev.norn.ingestion.IngestionReport;
import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.release.Release;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.model.scoring.ScoringSpec;
import dev.norn.model.training.TrainedRelease;
import dev.norn.streaming.CorpusJob;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.LiveJobConfig;
import dev.norn.streaming.ReleaseActivation;
import dev.norn.streaming.ScoringJob;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small nation ingested into a real broker, with a tiny release trained on it. Test classes get
 * it from {@link SharedNation}.
 */
final class NationOnTheStack implements AutoCloseable {

  private static final int PEOPLE = 800;

  private final Path folder;
  private final Servers servers;
  private final Study study;
  private final IngestionReport ingested;
  private final Vocabulary vocabulary;
  private final CorpusJob.Result corpus;
  private final List<Release> releases = new ArrayList<>();
  private final TrainedRelease trained;
  private int runs;

  NationOnTheStack() throws Exception {
    this(PEOPLE);
  }

  NationOnTheStack(int people) throws Exception {
    Console console = new Console();
    folder = Files.createTempDirectory("norn-it");
    Path nation = studyFolder();
    new Nation(NationSpec.standard().withPeople(people)).write(nation, 2, 64, done -> {});
    tiny(nation.resolve("study.yaml"));
    study = Study.open(nation);
    servers = Servers.started(LocalStack.start(TestingWork.at(folder.resolve("work")), line -> {}));
    ingested = IngestCommand.ingest(servers, study, study.data(null), console);
    vocabulary = VocabularyCommand.fit(servers, study);
    corpus =
        CorpusCommand.write(servers, study, vocabulary, CorpusCommand.newFolder(servers, study));
    trained = train(1);
  }

  /** A release of the corpus, which every database here knows from now on. */
  TrainedRelease train(long seed) throws Exception {
    TrainedRelease another =
        TrainCommand.train(
            study,
            corpus.corpus(),
            vocabulary,
            servers.folder(),
            TrainingOptions.brief(seed),
            new Console());
    releases.add(another.release());
    register(servers.database());
    return another;
  }

  private void register(DatabaseAddress database) throws SQLException {
    for (Release release : releases) {
      new ReleaseActivation(servers.bootstrapServers(), database).register(release);
    }
  }

  private static void tiny(Path studyFile) throws Exception {
    String text = Files.readString(studyFile).replace("model: small", "model: tiny");
    Files.writeString(studyFile, text, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** How many people the register files of the history tell of, as a reader of CSV counts them. */
  long peopleInTheFiles() throws IOException {
    Set<String> numbers = new HashSet<>();
    for (RegisterDefinition register : study.registers()) {
      RegisterDefinition.Source source = register.source();
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(study.data(null), source.files())) {
        for (Path file : files) {
          try (CsvReader<NamedCsvRecord> rows =
              CsvReader.builder()
                  .fieldSeparator(source.separator())
                  .ofNamedCsvRecord(
                      Files.newBufferedReader(file, Charset.forName(source.charset())))) {
            rows.forEach(row -> numbers.add(row.getField(register.person())));
          }
        }
      }
    }
    return numbers.size();
  }

  Servers servers() {
    return servers;
  }

  Study study() {
    return study;
  }

  Path studyFolder() {
    return folder.resolve("nation");
  }

  IngestionReport ingested() {
    return ingested;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  CorpusJob.Result corpus() {
    return corpus;
  }

  TrainedRelease trained() {
    return trained;
  }

  /** An empty database. */
  DatabaseAddress anotherDatabase() throws Exception {
    DatabaseAddress database = TestingDatabases.create(servers.database());
    register(database);
    return database;
  }

  LiveJobConfig live(DatabaseAddress database, String checkpoints) {
    return live(database, study.liveCohort(), checkpoints);
  }

  LiveJobConfig live(DatabaseAddress database, Cohort cohort, String checkpoints) {
    return LiveJobConfig.local(
        servers.bootstrapServers(),
        database,
        cohort,
        study.registerNames(),
        servers.folder().checkpoints().resolve(checkpoints));
  }

  RunningJob start(DatabaseAddress database, String checkpoints) throws Exception {
    return new RunningJob(live(database, checkpoints));
  }

  /** The rows of a scoring run over all that is on the topic. */
  Map<String, ServedRows.Row> scoredInBatch() throws Exception {
    DatabaseAddress database = anotherDatabase();
    score(database, newRun(study.liveCohort(), AbstentionRule.NONE));
    return ServedRows.of(database);
  }

  /** A new run of the study's outcomes, by the release's newest calibration. */
  ScoringFolder newRun(Cohort cohort, AbstentionRule abstention) throws IOException {
    return newRun(study, trained.release(), cohort, abstention);
  }

  ScoringFolder newRun(Study of, Release release, Cohort cohort, AbstentionRule abstention)
      throws IOException {
    String id = "run-" + runs++;
    return ScoringFolder.of(
        folder.resolve(id),
        new ScoringSpec(
            id,
            release.id(),
            ReleaseCalibration.newest(release).orElseThrow().id(),
            cohort,
            of.outcomes(),
            abstention,
            of.registerNames(),
            of.sexTokens(),
            of.coveredTo(),
            null,
            Instant.now().toString()));
  }

  ScoringJob.Run score(DatabaseAddress database, ScoringFolder run) throws Exception {
    return score(database, run, trained.release());
  }

  ScoringJob.Run score(DatabaseAddress database, ScoringFolder run, Release release)
      throws Exception {
    try (ScoringBars bars = new ScoringBars(new Console())) {
      return new ScoringJob(servers.bootstrapServers(), 2, database, bars)
          .run(
              run,
              release,
              ReleaseCalibration.of(release, run.spec().calibration()),
              study.divisions(release.vocabulary()));
    }
  }

  void send(List<LifeEvent> events) {
    try (EventSender sender = new EventSender(servers.bootstrapServers())) {
      sender.begin();
      events.forEach(sender::send);
      sender.commit();
    }
  }

  @Override
  public void close() throws Exception {
    servers.close();
    CleanFolder.remove(folder);
  }
}
