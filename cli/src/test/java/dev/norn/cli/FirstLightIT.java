package dev.norn.cli;

import static dev.norn.cli.Patience.await;
import static dev.norn.cli.ServedRows.ROUNDING;
import static dev.norn.cli.ServedRows.assertSame;
import static dev.norn.cli.ServedRows.somebody;
import static dev.norn.cli.ServedRows.versions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cli.ServedRows.Row;
import dev.norn.cohort.Cohort;
import dev.norn.cohort.Split;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.IngestionReport;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.model.corpus.CorpusManifest;
import dev.norn.model.corpus.LabelCounts;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.streaming.CohortFlow;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.ReleaseActivation;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole way on the real stack: Kafka, Flink, TensorFlow and PostgreSQL, all embedded. The
 * claims stand on each other, in order.
 */
@Order(1)
@ExtendWith(SharedNation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstLightIT {

  private static final Instant NOW = Instant.parse("2021-01-01T00:00:00Z");

  private static NationOnTheStack nation;

  @BeforeAll
  static void take(NationOnTheStack shared) {
    nation = shared;
  }

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
  void theFlowOfACohortAddsUpToItsCorpus() throws Exception {
    Cohort cohort = nation.study().cohort();
    CorpusManifest manifest = nation.corpus().corpus().manifest();
    CohortFlow flow =
        CohortFlow.count(
            nation.servers().bootstrapServers(),
            2,
            nation.study().registerNames(),
            cohort,
            nation.study().outcomes());
    Map<String, Long> removed = new HashMap<>(Map.of("INCLUDED", 0L));
    for (int i = 0; i < cohort.rules().size(); i++) {
      removed.merge(cohort.rules().get(i).exclusion().name(), flow.removedBy(i), Long::sum);
    }
    long included = 0;
    for (Split split : Split.values()) {
      assertThat(flow.in(split)).isEqualTo(manifest.people().getOrDefault(split, 0L));
      included += flow.in(split);
    }
    removed.put("INCLUDED", included);
    removed.values().removeIf(people -> people == 0);
    assertThat(removed).isEqualTo(nation.corpus().people());
    assertThat(flow.people()).isEqualTo(nation.peopleInTheFiles());
    for (int i = 0; i < nation.study().outcomes().size(); i++) {
      String outcome = nation.study().outcomes().get(i).name();
      assertThat(flow.with(i, OutcomeLabel.POSITIVE))
          .isEqualTo(labels(manifest, outcome, LabelCounts::positive))
          .isPositive();
      assertThat(flow.with(i, OutcomeLabel.NEGATIVE))
          .isEqualTo(labels(manifest, outcome, LabelCounts::negative));
      assertThat(flow.with(i, OutcomeLabel.UNKNOWN))
          .isEqualTo(labels(manifest, outcome, LabelCounts::unknown));
    }
  }

  private static long labels(
      CorpusManifest manifest, String outcome, ToLongFunction<LabelCounts> which) {
    return manifest.labels().get(outcome).values().stream().mapToLong(which).sum();
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
    try (RunningJob job = nation.start(database, "first")) {
      activate(database);
      job.awaitRelease();
      Map<String, Row> before = ServedRows.of(database);
      long eligible = before.values().stream().filter(row -> row.probability() != null).count();
      assertThat(eligible).isGreaterThan(300);

      PersonId person = somebody(before);
      nation.send(diagnoses(person, NOW, EventKind.ASSERTED, 0));
      job.awaitCaughtUp();
      Row diagnosed = ServedRows.of(database).get(person.value());
      assertThat(diagnosed.probability())
          .isNotCloseTo(before.get(person.value()).probability(), within(1e-4));

      // A correction of the same facts: an earlier date and another code.
      nation.send(corrected(diagnoses(person, NOW.plusSeconds(60), EventKind.ASSERTED, 1)));
      job.awaitCaughtUp();
      Row corrected = ServedRows.of(database).get(person.value());
      assertThat(corrected.probability()).isNotCloseTo(diagnosed.probability(), within(1e-6));

      nation.send(diagnoses(person, NOW.plusSeconds(120), EventKind.RETRACTED, 2));
      job.awaitCaughtUp();
      Row withdrawn = ServedRows.of(database).get(person.value());
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
    Map<String, Row> undisturbed = ServedRows.of(nation.servers().database());
    DatabaseAddress second = nation.anotherDatabase();
    try (RunningJob job = nation.start(second, "second")) {
      awaitSomePredictions(second);
      awaitJobCheckpoint("second");
      job.cancelAtOnce();
    }
    // What arrives while nobody reads must meet the restored histories.
    PersonId person = somebody(undisturbed);
    nation.send(diagnoses(person, NOW.plusSeconds(300), EventKind.ASSERTED, 5));
    try (RunningJob job = nation.start(nation.servers().database(), "first")) {
      job.awaitCaughtUp();
    }
    undisturbed = ServedRows.of(nation.servers().database());
    Map<String, Row> restarted;
    try (RunningJob job = nation.start(second, "second")) {
      restarted = awaitVersions(second, undisturbed);
    }
    assertSame(restarted, undisturbed);
  }

  @Test
  @Order(5)
  void aBatchScoringRunGivesTheRowsOfTheStream() throws Exception {
    DatabaseAddress database = nation.servers().database();
    DatabaseAddress batch = nation.anotherDatabase();
    ScoringFolder run = nation.newRun(nation.study().liveCohort(), AbstentionRule.NONE);
    nation.score(batch, run);
    assertSame(ServedRows.of(batch), ServedRows.predicted(database));
    assertThat(
            new Predictions(batch)
                .rows(
                    "select id, state, finished >= started,"
                        + " persons = (select count(distinct person) from norn.prediction)"
                        + " from norn.scoring_run"))
        .containsExactly(List.of(run.spec().id(), "DONE", "t", "t"));
  }

  @Test
  @Order(6)
  void researchersSeeTheTokensOfTheReleaseAndWhatStands() throws Exception {
    Predictions rows = new Predictions(nation.servers().database());
    assertThat(rows.count("select count(*) from norn.token_embedding"))
        .isPositive()
        .isEqualTo(rows.count("select count(*) from norn_research.token"));
    assertThat(
            rows.count(
                "select count(*) from norn_research.token t"
                    + " cross join lateral norn_research.nearest_tokens(t.text, 3, t.release)"
                    + " where t.text = 'SEX_F' and cosine between -1 and 1"))
        .isEqualTo(3);
    assertThat(
            rows.count(
                "select count(*) from norn.prediction p left join"
                    + " norn_research.as_known_on(now() + interval '1 day') k"
                    + " using (release, person, landmark, outcome) where k.person is null or"
                    + " (p.probability, p.abstained) is distinct from (k.probability, k.abstained)"))
        .isZero();
  }

  /** The rows once they are of the expected histories. */
  private static Map<String, Row> awaitVersions(DatabaseAddress database, Map<String, Row> expected)
      throws Exception {
    await(() -> assertThat(versions(ServedRows.of(database))).isEqualTo(versions(expected)));
    return ServedRows.of(database);
  }

  private static void activate(DatabaseAddress database) throws Exception {
    new ReleaseActivation(nation.servers().bootstrapServers(), database)
        .activate(nation.trained().release());
  }

  private static void awaitSomePredictions(DatabaseAddress database) throws Exception {
    Predictions rows = new Predictions(database);
    await(
        () ->
            assertThat(rows.count("select count(*) from norn.prediction"))
                .isGreaterThanOrEqualTo(50));
  }

  private static void awaitJobCheckpoint(String name) throws Exception {
    await(
        () ->
            assertThat(hasCheckpoint(nation.servers().folder().checkpoints().resolve(name)))
                .isTrue());
  }

  private static boolean hasCheckpoint(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.endsWith("_metadata"));
    } catch (UncheckedIOException | NoSuchFileException e) {
      // Flink takes old checkpoints away while we look.
      return false;
    }
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
}
