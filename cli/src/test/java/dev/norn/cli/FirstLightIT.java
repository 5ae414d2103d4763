package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.event.EventKind;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.EventSender;
import dev.norn.ingestion.IngestionReport;
import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.LiveJobConfig;
import dev.norn.streaming.ReleaseActivation;
import dev.norn.streaming.ScoringJob;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole way on the real stack: Kafka, Flink, TensorFlow and PostgreSQL, all embedded. The
 * claims stand on each other, in order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstLightIT {

  // Float sums depend on who shares a batch; everything else must be equal.
  private static final double ROUNDING = 1e-5;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Instant NOW = Instant.parse("2021-01-01T00:00:00Z");

  @RegisterExtension static final NationOnTheStack nation = new NationOnTheStack(800);

  private record Row(Double probability, String abstained, long historyVersion) {}

  @Test
  @Order(1)
  void everyRowIsAccountedForAndASecondRunAddsNothing() throws Exception {
    IngestionReport first = nation.ingested();
    assertThat(first.reconciles()).isTrue();
    assertThat(first.events()).isGreaterThan(10_000);
    IngestionReport second =
        IngestCommand.ingest(
            nation.servers(), nation.study(), nation.study().data(null), new Console());
    assertThat(second.events()).isZero();
    assertThat(second.filesSkipped()).isEqualTo(first.files());
  }

  @Test
  @Order(2)
  void theCorpusHoldsTheCohortAndNothingElse() throws Exception {
    assertThat(nation.corpus().people().get("INCLUDED"))
        .isEqualTo(
            nation.corpus().corpus().manifest().people().values().stream()
                .mapToLong(Long::longValue)
                .sum());
    assertThat(nation.corpus().people().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(nation.peopleInTheFiles());
  }

  @Test
  @Order(2)
  void theReleaseReportsItsSpaceOfTokens() throws Exception {
    Path report = nation.trained().release().folder().resolve("report");
    assertThat(report.resolve("space.json")).content().contains("models 1 and 2", "COSINE");
    assertThat(report.resolve("index.html")).content().contains("models 2 and 3");
    assertThat(nation.trained().release().card()).contains("models 1 and 3");
  }

  @Test
  @Order(3)
  void aCorrectionChangesThePredictionAndItsWithdrawalChangesItBack() throws Exception {
    DatabaseAddress database = nation.servers().database();
    try (RunningJob job = start(database, "first")) {
      activate(database);
      job.awaitRelease();
      Map<String, Row> before = predictions(database);
      long eligible = before.values().stream().filter(row -> row.probability() != null).count();
      assertThat(eligible).isGreaterThan(300);

      PersonId person = somebody(before);
      send(diagnoses(person, NOW, EventKind.ASSERTED, 0));
      job.awaitCaughtUp();
      Row diagnosed = predictions(database).get(person.value());
      assertThat(diagnosed.probability())
          .isNotCloseTo(before.get(person.value()).probability(), within(1e-4));

      // A correction of the same facts: an earlier date and another code.
      send(corrected(diagnoses(person, NOW.plusSeconds(60), EventKind.ASSERTED, 1)));
      job.awaitCaughtUp();
      Row corrected = predictions(database).get(person.value());
      assertThat(corrected.probability()).isNotCloseTo(diagnosed.probability(), within(1e-6));

      send(diagnoses(person, NOW.plusSeconds(120), EventKind.RETRACTED, 2));
      job.awaitCaughtUp();
      Row withdrawn = predictions(database).get(person.value());
      assertThat(withdrawn.probability())
          .isCloseTo(before.get(person.value()).probability(), within(ROUNDING));
      assertThat(withdrawn.historyVersion())
          .isGreaterThan(before.get(person.value()).historyVersion());
      assertThat(
              new Predictions(database)
                  .rows(
                      "select distinct cause_kind from norn.score_change where person = ?"
                          + " order by 1",
                      person.value()))
          .containsExactly(List.of("ASSERTED"), List.of("CORRECTED"), List.of("WITHDRAWN"));
    }
  }

  @Test
  @Order(4)
  void aJobStoppedMidwayAndRestartedWritesTheRowsOfAnUndisturbedOne() throws Exception {
    Map<String, Row> undisturbed = predictions(nation.servers().database());
    DatabaseAddress second = anotherDatabaseWithRelease();
    try (RunningJob job = start(second, "second")) {
      awaitSomePredictions(second);
      awaitJobCheckpoint("second");
      job.cancelAtOnce();
    }
    // What arrives while nobody reads must meet the restored histories.
    PersonId person = somebody(undisturbed);
    send(diagnoses(person, NOW.plusSeconds(300), EventKind.ASSERTED, 5));
    try (RunningJob job = start(nation.servers().database(), "first")) {
      job.awaitCaughtUp();
    }
    undisturbed = predictions(nation.servers().database());
    Map<String, Row> restarted;
    try (RunningJob job = start(second, "second")) {
      restarted = awaitVersions(second, undisturbed);
    }
    assertSame(restarted, undisturbed);
  }

  @Test
  @Order(5)
  void aBatchScoringRunGivesTheRowsOfTheStream() throws Exception {
    DatabaseAddress database = nation.servers().database();
    Map<String, Row> streamed = predictions(database);
    Map<String, Row> scored = scoredInBatch();
    streamed.values().removeIf(row -> row.probability() == null);
    assertSame(scored, streamed);
  }

  @Test
  @Order(6)
  void aMessageThatIsNoLifeEventIsQuarantinedAndCountedAndTheStreamGoesOn() throws Exception {
    DatabaseAddress database = nation.servers().database();
    StreamMetrics metrics = new StreamMetrics();
    try (RunningJob job =
        new RunningJob(config(database, "first").withMetricsPort(metrics.port()))) {
      sendRaw("no life event".getBytes(StandardCharsets.UTF_8));
      PersonId person = somebody(predictions(database));
      long version = predictions(database).get(person.value()).historyVersion();
      send(diagnoses(person, NOW.plusSeconds(600), EventKind.ASSERTED, 9));
      job.awaitCaughtUp();
      assertThat(predictions(database).get(person.value()).historyVersion()).isGreaterThan(version);
      awaitRejected(database, "UNDECODABLE_MESSAGE", 1);
      String page = metrics.page();
      assertThat(StreamMetrics.asked())
          .hasSizeGreaterThan(10)
          .isSubsetOf(StreamMetrics.names(page));
      assertThat(page)
          .containsPattern("norn_reason_rejected\\{.*reason=\"UNDECODABLE_MESSAGE\".*\\} 1\\.0")
          .containsPattern("norn_event_to_score_milliseconds_count\\{.*\\} [1-9]")
          .doesNotContain(person.value());
    }
  }

  @Test
  @Order(6)
  void aCrowdedDayAndAnUndefinedRegisterAreQuarantinedInAnyOrderOfArrival() throws Exception {
    DatabaseAddress database = nation.servers().database();
    PersonId person = somebody(predictions(database));
    Row before = predictions(database).get(person.value());
    int crowd = 10_000;
    List<LifeEvent> events = new ArrayList<>();
    for (int i = 0; i < crowd; i++) {
      events.add(fact(person, "health", "crowd-" + i));
    }
    events.add(fact(person, "unheard-of", "x"));
    try (RunningJob job = start(database, "first")) {
      send(events);
      job.awaitCaughtUp();
      Row crowded = predictions(database).get(person.value());
      assertThat(crowded.probability()).isCloseTo(before.probability(), within(ROUNDING));
      assertThat(crowded.historyVersion())
          .isEqualTo(before.historyVersion() + History.MOST_A_DAY + 1);
      awaitRejected(database, "CROWDED_DAY", crowd - History.MOST_A_DAY - 1);
      awaitRejected(database, "UNDEFINED_REGISTER", 1);
    }
    // The bounded run meets all of the crowd, the live one kept a part.
    Map<String, Row> streamed = predictions(database);
    streamed.values().removeIf(row -> row.probability() == null);
    assertSame(scoredInBatch(), streamed);
  }

  private static LifeEvent fact(PersonId person, String register, String row) {
    return new LifeEvent(
        person,
        register,
        row,
        LocalDate.of(2020, 2, 2),
        null,
        NOW,
        0,
        EventKind.ASSERTED,
        Map.of("diagnosis", "I50", "contact", "0"));
  }

  @Test
  @Order(7)
  void aForgottenPersonLeavesRowsAndTopicAndIsRefusedUntilReadmitted() throws Exception {
    DatabaseAddress database = nation.servers().database();
    Predictions rows = new Predictions(database);
    PersonId person = somebody(predictions(database));
    Row before = predictions(database).get(person.value());
    PersonMessages messages = new PersonMessages(nation.servers().bootstrapServers(), person);
    List<LifeEvent> facts = messages.facts().stream().distinct().toList();
    try (RunningJob job = start(database, "first")) {
      assertThat(forget(person))
          .contains("release " + nation.trained().release().id() + " was ")
          .contains("holds the person's sequence");
      job.awaitCaughtUp();
      assertThat(
              rows.count(
                      "select count(*) from norn.person_embedding where person = ?", person.value())
                  + rows.count(
                      "select count(*) from norn.prediction where person = ?", person.value()))
          .isZero();

      send(facts);
      job.awaitCaughtUp();
      assertThat(predictions(database)).doesNotContainKey(person.value());
      awaitRejected(database, "PERSON_FORGOTTEN", facts.size());
      messages.compactSoon();
      // Another message to the person's partition begins a segment; the one before is compacted.
      forget(person);
      await(() -> messages.facts().isEmpty());

      forget(person, "--readmit");
      send(facts);
      await(() -> predictions(database).containsKey(person.value()));
      Row after = predictions(database).get(person.value());
      assertThat(after.historyVersion()).isEqualTo(facts.size());
      assertThat(after.probability()).isCloseTo(before.probability(), within(ROUNDING));
      assertThat(
              rows.rows(
                  "select rows_removed > 1, readmitted_at > forgotten_at from norn_operations.forgotten"))
          .containsExactly(List.of("t", "t"));
    }
    Map<String, Row> streamed = predictions(database);
    streamed.values().removeIf(row -> row.probability() == null);
    assertSame(scoredInBatch(), streamed);
  }

  @Test
  @Order(8)
  void whoReadsTheTopicAnewDoesNotEraseWhatWasSentAfterAReadmission() throws Exception {
    DatabaseAddress database = nation.servers().database();
    PersonId person = somebody(predictions(database));
    PersonMessages messages = new PersonMessages(nation.servers().bootstrapServers(), person);
    List<LifeEvent> facts = messages.facts().stream().distinct().toList();
    forget(person);
    forget(person, "--readmit");
    send(facts);
    assertThat(messages.outliving()).isEqualTo(facts.size());
    // Both meet the forgetting when the facts are on the topic again already, and erase them.
    try (RunningJob job = start(database, "first");
        RunningJob anew = start(anotherDatabaseWithRelease(), "anew")) {
      job.awaitCaughtUp();
      anew.awaitCaughtUp();
      await(() -> messages.facts().size() > 2 * facts.size());
      await(() -> messages.outliving() == facts.size());
    }
  }

  private static Map<String, Row> scoredInBatch() throws Exception {
    DatabaseAddress database = anotherDatabaseWithRelease();
    ScoringJob.run(
        nation.servers().bootstrapServers(),
        2,
        nation.study().registerNames(),
        database,
        nation.study().liveCohort(),
        nation.trained().release().folder());
    return predictions(database);
  }

  private static String forget(PersonId person, String... options) {
    List<String> arguments = new ArrayList<>(List.of("forget", "--person", person.value()));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--work", nation.servers().folder().root().toString()));
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(Norn.run(arguments.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static void await(Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.call()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(200);
    }
  }

  /** The rows once they are of the expected histories, or as they are when patience ends. */
  private static Map<String, Row> awaitVersions(DatabaseAddress database, Map<String, Row> expected)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, Row> rows = predictions(database);
    while (!versions(rows).equals(versions(expected)) && System.nanoTime() < deadline) {
      Thread.sleep(200);
      rows = predictions(database);
    }
    return rows;
  }

  private static Map<String, Long> versions(Map<String, Row> rows) {
    Map<String, Long> versions = new TreeMap<>();
    rows.forEach((person, row) -> versions.put(person, row.historyVersion()));
    return versions;
  }

  private static void assertSame(Map<String, Row> found, Map<String, Row> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach(
        (person, row) -> {
          Row other = expected.get(person);
          assertThat(row.historyVersion()).isEqualTo(other.historyVersion());
          assertThat(row.abstained()).isEqualTo(other.abstained());
          if (row.probability() != null) {
            assertThat(row.probability()).isCloseTo(other.probability(), within(ROUNDING));
          }
        });
  }

  private static void activate(DatabaseAddress database) throws Exception {
    new ReleaseActivation(nation.servers().bootstrapServers(), database)
        .activate(nation.trained().release());
  }

  private static void awaitSomePredictions(DatabaseAddress database) throws Exception {
    Predictions rows = new Predictions(database);
    await(() -> rows.count("select count(*) from norn.prediction") >= 50);
  }

  private static void awaitJobCheckpoint(String name) throws Exception {
    await(() -> hasCheckpoint(nation.servers().folder().checkpoints().resolve(name)));
  }

  private static boolean hasCheckpoint(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.endsWith("_metadata"));
    } catch (UncheckedIOException | NoSuchFileException e) {
      // Flink takes old checkpoints away while we look.
      return false;
    }
  }

  private static void awaitRejected(DatabaseAddress database, String reason, int events)
      throws Exception {
    Predictions rows = new Predictions(database);
    await(
        () ->
            rows.count("select count(*) from norn.rejected_event where reason = ?", reason)
                == events);
  }

  private static PersonId somebody(Map<String, Row> predictions) {
    return predictions.entrySet().stream()
        .filter(entry -> entry.getValue().probability() != null)
        .map(entry -> new PersonId(entry.getKey()))
        .findFirst()
        .orElseThrow();
  }

  /** Ten hospital contacts with a grave diagnosis in the landmark's year. */
  private static List<LifeEvent> diagnoses(
      PersonId person, Instant recorded, EventKind kind, int revision) {
    return IntStream.range(0, 10)
        .mapToObj(
            i ->
                new LifeEvent(
                    person,
                    "health",
                    "it-" + i,
                    LocalDate.of(2020, 1 + i, 3),
                    null,
                    recorded,
                    revision,
                    kind,
                    Map.of("diagnosis", "I50", "contact", "0")))
        .toList();
  }

  private static List<LifeEvent> corrected(List<LifeEvent> events) {
    return events.stream()
        .map(
            event ->
                new LifeEvent(
                    event.person(),
                    event.register(),
                    event.row(),
                    event.occurred().minusYears(6),
                    null,
                    event.recorded(),
                    event.revision(),
                    event.kind(),
                    Map.of("diagnosis", "M54", "contact", "2")))
        .toList();
  }

  private static void send(List<LifeEvent> events) {
    try (EventSender sender = new EventSender(nation.servers().bootstrapServers())) {
      sender.begin();
      events.forEach(sender::send);
      sender.commit();
    }
  }

  private static void sendRaw(byte[] message) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, nation.servers().bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.LIFE_EVENTS, message, message));
    }
  }

  private static Map<String, Row> predictions(DatabaseAddress database) throws Exception {
    Map<String, Row> rows = new TreeMap<>();
    for (List<String> row :
        new Predictions(database)
            .rows("select person, probability, abstained, history_version from norn.prediction")) {
      rows.put(
          row.get(0),
          new Row(
              row.get(1) == null ? null : Double.valueOf(row.get(1)),
              row.get(2),
              Long.parseLong(row.get(3))));
    }
    return rows;
  }

  private static DatabaseAddress anotherDatabaseWithRelease() throws Exception {
    DatabaseAddress database = TestingDatabases.create(nation.servers().database());
    new ReleaseActivation(nation.servers().bootstrapServers(), database)
        .register(nation.trained().release());
    return database;
  }

  private static RunningJob start(DatabaseAddress database, String checkpoints) throws Exception {
    return new RunningJob(config(database, checkpoints));
  }

  private static LiveJobConfig config(DatabaseAddress database, String checkpoints) {
    return LiveJobConfig.local(
        nation.servers().bootstrapServers(),
        database,
        nation.study().liveCohort(),
        nation.study().registerNames(),
        nation.servers().folder().checkpoints().resolve(checkpoints));
  }
}
