package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import blue.strategic.parquet.ParquetReader;
import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.cli.local.LocalStack;
import dev.norn.event.PersonId;
import dev.norn.ingestion.IngestionReport;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.meds.MedsSubject;
import dev.norn.model.release.Release;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.streaming.CorpusJob;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A nation written as a MEDS data set with the labels of a run, and both taken in again elsewhere,
 * as another tool's.
 */
@Order(9)
@ExtendWith(SharedNation.class)
class MedsIT {

  private static final String OUTCOME = "death-4y";

  @TempDir private static Path folder;

  private static NationOnTheStack nation;
  private static ScoringFolder run;
  private static Path meds;
  private static Servers elsewhere;
  private static IngestionReport ingested;

  @BeforeAll
  static void writeAndTakeIn(NationOnTheStack shared) throws Exception {
    nation = shared;
    meds = folder.resolve("meds");
    run = nation.newRun(nation.study().cohort(), AbstentionRule.NONE);
    nation.score(nation.anotherDatabase(), run);
    writeDataSet(
        meds, "--cohort", nation.studyFolder().resolve("cohorts/adults.cohort.yaml").toString());
    norn("meds", "run", run.root().toString(), "--out", meds.toString());
    Files.move(meds.resolve("labels").resolve(OUTCOME), meds.resolve("labels/task"));
    elsewhere =
        Servers.started(LocalStack.start(TestingWork.at(folder.resolve("elsewhere")), line -> {}));
    Study study = study(OUTCOME);
    ingested = IngestCommand.ingest(elsewhere, study, study.data(meds), new Console());
  }

  @AfterAll
  static void stop() {
    elsewhere.close();
  }

  private static void writeDataSet(Path out, String option, String value) {
    norn(
        "meds",
        "data",
        "--work",
        nation.servers().folder().root().toString(),
        "--study",
        nation.studyFolder().toString(),
        option,
        value,
        "--out",
        out.toString());
  }

  private static void norn(String... arguments) {
    assertThat(Norn.run(arguments)).isEqualTo(ExitCode.DONE.code());
  }

  /** examples/meds with one of its two outcomes, and the cohort that goes with it. */
  private static Study study(String outcome) throws IOException {
    Path own = folder.resolve("study-" + outcome);
    if (!Files.exists(own)) {
      copy(Path.of("../examples/meds"), own);
      String text = Files.readString(own.resolve("study.yaml")).replace("small", "tiny");
      Files.writeString(
          own.resolve("study.yaml"),
          outcome.equals("task")
              ? text.replaceAll("(?m)^(cohort|outcomes):.*\n", "")
                  .replace("# cohort:", "cohort:")
                  .replace("# outcomes:", "outcomes:")
              : text);
    }
    return Study.open(own);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static List<Path> shards() throws IOException {
    return shards(meds);
  }

  private static List<Path> shards(Path dataSet) throws IOException {
    try (Stream<Path> files = Files.list(dataSet.resolve("data"))) {
      return files.sorted().toList();
    }
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    return ParquetCells.rows(file).stream()
        .map(
            row ->
                row.entrySet().stream()
                    .collect(
                        Collectors.toMap(Map.Entry::getKey, cell -> cell.getValue().toString())))
        .toList();
  }

  private static String schema(Path file) throws IOException {
    return ParquetReader.readMetadata(file.toFile())
        .getFileMetaData()
        .getSchema()
        .getFields()
        .toString();
  }

  @Test
  void theFilesHaveTheColumnsThatMedsPublishes() throws IOException {
    for (Path shard : shards()) {
      assertThat(schema(shard))
          .isEqualTo(
              "[required int64 subject_id, optional int64 time (TIMESTAMP(MICROS,false)), required"
                  + " binary code (STRING), optional float numeric_value, optional binary text_value"
                  + " (STRING)]");
    }
    assertThat(schema(meds.resolve("metadata/subject_splits.parquet")))
        .isEqualTo("[required int64 subject_id, required binary split (STRING)]");
    assertThat(schema(meds.resolve("metadata/codes.parquet")))
        .startsWith("[required binary code (STRING), optional binary description (STRING),")
        .contains("parent_codes (LIST)");
    JsonNode about =
        CanonicalJson.read(Files.readString(meds.resolve("metadata/dataset.json")), JsonNode.class);
    assertThat(about.path("meds_version").asText()).isEqualTo("0.4.1");
    assertThat(about.path("dataset_name").asText()).isEqualTo("nation");
    assertThat(about.toString()).doesNotContain(folder.toString());
    assertThat(meds.resolve("unfinished")).doesNotExist();
  }

  @Test
  void everySubjectIsInOneShardWholeAndInOrderOfTime() throws IOException {
    Set<String> subjects = new HashSet<>();
    Set<String> codes = new HashSet<>();
    for (Path shard : shards()) {
      String subject = "";
      long time = Long.MIN_VALUE;
      for (Map<String, String> row : rows(shard)) {
        if (!row.get("subject_id").equals(subject)) {
          assertThat(subjects.add(row.get("subject_id"))).isTrue();
          assertThat(subject.isEmpty() || id(subject) < id(row.get("subject_id"))).isTrue();
          subject = row.get("subject_id");
          time = Long.MIN_VALUE;
        }
        long next = row.containsKey("time") ? Long.parseLong(row.get("time")) : Long.MIN_VALUE;
        assertThat(next).isGreaterThanOrEqualTo(time);
        time = next;
        codes.add(row.get("code"));
      }
    }
    assertThat(subjects).hasSizeGreaterThan(500);
    assertThat(
            rows(meds.resolve("metadata/subject_splits.parquet")).stream()
                .map(row -> row.get("subject_id"))
                .toList())
        .containsExactlyInAnyOrderElementsOf(subjects);
    assertThat(described()).containsExactlyInAnyOrderElementsOf(codes);
    assertThat(codes)
        .contains("MEDS_BIRTH", "MEDS_DEATH", "population//sex//F", "income//income")
        .doesNotContain("health//END");
  }

  private static long id(String subject) {
    return Long.parseLong(subject);
  }

  private static List<String> described() throws IOException {
    return rows(meds.resolve("metadata/codes.parquet")).stream()
        .map(row -> row.get("code"))
        .toList();
  }

  @Test
  void thePackageThatPublishesTheSchemasFindsThemKept() throws Exception {
    assumeTrue(
        python("-c", "import meds, pyarrow") == 0,
        "python3 has no packages meds and pyarrow: their validation is not asked");
    assertThat(python("src/test/resources/meds/validate.py", meds.toString())).isZero();
  }

  private static int python(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("python.log").toFile())
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void aDataSetOfAnEarlierRegisterTimeHoldsNothingThatWasRecordedLater() throws IOException {
    Path earlier = folder.resolve("earlier");
    Instant knownBy = Instant.parse("2012-01-01T00:00:00Z");
    writeDataSet(earlier, "--known-by", knownBy.toString());
    List<Long> times = new ArrayList<>();
    for (Path shard : shards(earlier)) {
      rows(shard).stream()
          .filter(row -> row.containsKey("time"))
          .forEach(row -> times.add(Long.parseLong(row.get("time"))));
    }
    assertThat(times).isNotEmpty().allMatch(time -> time < knownBy.getEpochSecond() * 1_000_000);
    assertThat(earlier.resolve("metadata/subject_splits.parquet")).doesNotExist();
    assertThat(Files.readString(earlier.resolve("metadata/dataset.json")))
        .contains("known by " + knownBy);
  }

  /** Three people on a list beside its cohort, one of them on no side; everybody else on none. */
  @Test
  void sidesOfAListAreStatedOfWhoIsOnASide() throws IOException {
    List<String> people =
        rows(meds.resolve("metadata/subjects.parquet")).stream()
            .map(row -> row.get("person"))
            .limit(3)
            .toList();
    Files.writeString(
        folder.resolve("listed.csv"),
        "person,split\n%s,train\n%s,test\n%s,none\n"
            .formatted(people.get(0), people.get(1), people.get(2)));
    Path cohort =
        Files.writeString(
            folder.resolve("listed.cohort.yaml"),
            Files.readString(nation.studyFolder().resolve("cohorts/adults.cohort.yaml"))
                .replaceAll("(?m)^split:.*$", "split: {list: listed.csv}"));
    Path listed = folder.resolve("listed");
    writeDataSet(listed, "--cohort", cohort.toString());
    assertThat(rows(listed.resolve("metadata/subject_splits.parquet")))
        .extracting(row -> row.get("split"))
        .containsExactlyInAnyOrder("train", "held_out");
  }

  @Test
  void everyRowIsTakenInOnceAndNoneIsRejected() throws IOException {
    long rows = 0;
    for (Path shard : shards()) {
      rows += rows(shard).size();
    }
    long labels = 0;
    try (Stream<Path> files = Files.list(meds.resolve("labels/task"))) {
      for (Path file : files.toList()) {
        labels += rows(file).size();
      }
    }
    assertThat(ingested.rejectedRows() + ingested.rejectedFiles()).isZero();
    assertThat(ingested.reconciles()).isTrue();
    assertThat(ingested.accepted() + ingested.repeated()).isEqualTo(rows + labels);
  }

  @Test
  void labelsReadOffTheDataAreThoseOfTheNation() throws Exception {
    Study study = study(OUTCOME);
    Vocabulary vocabulary = VocabularyCommand.fit(elsewhere, study);
    CorpusJob.Result corpus = corpus(study, vocabulary);

    Map<PersonId, OutcomeLabel> own = labels(corpus.corpus(), OUTCOME, MedsIT::person);
    Map<PersonId, OutcomeLabel> theirs = knownLabelsOfTheRun();
    assertThat(theirs).isNotEmpty();
    assertThat(own).containsAllEntriesOf(theirs);
    assertThat(backgroundTexts(corpus.corpus(), vocabulary))
        .allMatch(
            texts ->
                texts.contains("STATIC_population//sex//F")
                    != texts.contains("STATIC_population//sex//M"));
  }

  @Test
  void labelsOfAnotherToolBecomeOursAndAModelLearnsThem() throws Exception {
    Study study = study("task");
    Vocabulary vocabulary = VocabularyCommand.fit(elsewhere, study);
    CorpusJob.Result corpus = corpus(study, vocabulary);

    assertThat(labels(corpus.corpus(), "task", MedsIT::person)).isEqualTo(knownLabelsOfTheRun());
    assertThat(corpus.corpus().everybody().map(each -> each.sequence().landmark()).distinct())
        .containsExactly(nation.study().cohort().landmark().span().latest());
    Release release =
        TrainCommand.train(
                study,
                corpus.corpus(),
                vocabulary,
                elsewhere.folder(),
                TrainingOptions.brief(1),
                new Console())
            .release();
    Path scored = folder.resolve("scored");
    norn(
        "score",
        "--work",
        elsewhere.folder().root().toString(),
        "--study",
        folder.resolve("study-task").toString(),
        "--release",
        release.id(),
        "--cohort",
        folder.resolve("study-task/cohorts/task.cohort.yaml").toString(),
        "--out",
        scored.toString());
    norn("meds", "run", scored.toString(), "--out", folder.resolve("back").toString());
    assertThat(labelRows(folder.resolve("back/labels/task")))
        .isEqualTo(labelRows(meds.resolve("labels/task")));
  }

  /** How often which label at which time; the subjects have other numbers elsewhere. */
  private static Map<String, Long> labelRows(Path labels) throws IOException {
    return rows(labels.resolve("part-00000.parquet")).stream()
        .collect(
            Collectors.groupingBy(
                row -> row.get("prediction_time") + " " + row.get("boolean_value"),
                Collectors.counting()));
  }

  private static CorpusJob.Result corpus(Study study, Vocabulary vocabulary) throws Exception {
    return CorpusCommand.write(
        elsewhere, study, vocabulary, CorpusCommand.newFolder(elsewhere, study));
  }

  private static List<Set<String>> backgroundTexts(Corpus corpus, Vocabulary vocabulary) {
    try (Stream<CorpusExample> everybody = corpus.everybody()) {
      return everybody
          .map(
              each -> {
                Set<String> texts = new HashSet<>();
                int[] tokens = each.sequence().tokens();
                for (int i = 0; !vocabulary.tokens().get(tokens[i]).text().equals("[SEP]"); i++) {
                  texts.add(vocabulary.tokens().get(tokens[i]).text());
                }
                return texts;
              })
          .toList();
    }
  }

  /** Of the run, by the pseudonyms that its people have elsewhere. */
  private static Map<PersonId, OutcomeLabel> knownLabelsOfTheRun() throws IOException {
    Pseudonyms pseudonyms = new Pseudonyms(elsewhere.folder().pseudonymKey());
    Map<PersonId, OutcomeLabel> labels =
        labels(
            Corpus.open(run.sequences()),
            OUTCOME,
            each -> pseudonyms.of(Long.toString(MedsSubject.idOf(person(each).value()))));
    labels.values().removeIf(label -> label == OutcomeLabel.UNKNOWN);
    return labels;
  }

  private static PersonId person(CorpusExample example) {
    return example.sequence().person();
  }

  private static Map<PersonId, OutcomeLabel> labels(
      Corpus corpus, String outcome, Function<CorpusExample, PersonId> person) {
    try (Stream<CorpusExample> everybody = corpus.everybody()) {
      return everybody.collect(
          Collectors.toMap(person, each -> each.labels().get(outcome), (a, b) -> a, TreeMap::new));
    }
  }
}
