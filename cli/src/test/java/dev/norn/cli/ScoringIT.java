package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.cohort.Cohort;
import dev.norn.cohort.Sample;
import dev.norn.cohort.Split;
import dev.norn.db.neighbour.NeighbourIndex;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.event.DefinitionException;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.model.calibration.CalibrationFit;
import dev.norn.model.calibration.PeopleGroups;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.privacy.Attack;
import dev.norn.model.privacy.PrivacyAudit;
import dev.norn.model.privacy.PrivacyReport;
import dev.norn.model.release.Release;
import dev.norn.model.release.ReleaseException;
import dev.norn.model.scoring.RunComparison;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.model.scoring.ScoringSpec;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.ScoringJob;
import dev.norn.vocab.SpecialToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import picocli.CommandLine;

/**
 * Scoring runs on the real stack, in a nation that is large enough for a calibration; the claims
 * stand on each other, in order.
 */
@Order(7)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScoringIT {

  private static final Set<String> NUMBERS =
      Set.of("probability", "low", "high", "percentile", "expected_count", "class_probability");
  private static final List<String> COLUMNS =
      List.of(
          "probability",
          "low",
          "high",
          "decile",
          "percentile",
          "abstained",
          "history_version",
          "release",
          "calibration",
          "landmark",
          "expected_count",
          "likeliest_class",
          "class_probability");

  private static NationOnTheStack nation;
  private static DatabaseAddress database;
  private static Cohort cohort;
  private static ScoringFolder first;
  private static ScoringJob.Run run;

  @BeforeAll
  static void score() throws Exception {
    nation = new NationOnTheStack(2_500);
    database = nation.anotherDatabase();
    cohort = nation.study().cohort();
    first = nation.newRun(cohort, AbstentionRule.NONE);
    run = nation.score(database, first);
  }

  @AfterAll
  static void stop() throws Exception {
    nation.close();
  }

  @Test
  @Order(1)
  void theRowsInParquetAreThoseInPostgresAndTheCohortIsAllThere() throws Exception {
    Map<String, String> postgres = postgres(first);
    assertThat(parquet(first)).isEqualTo(postgres);
    assertThat(postgres).hasSize((int) run.people() * nation.study().outcomes().size());
    assertThat(run.people()).isEqualTo(nation.corpus().people().get("INCLUDED"));
  }

  @Test
  @Order(1)
  void everyProbabilityLiesInItsIntervalAndTheTenthsAreFull() throws Exception {
    long people = run.people();
    for (List<String> row :
        new Predictions(database)
            .rows(
                "select outcome, count(*), count(*) filter (where probability between low and high),"
                    + " count(distinct decile), max(percentile) <= 100 from norn.scored_person"
                    + " where run = '"
                    + first.spec().id()
                    + "' group by outcome")) {
      boolean fitted = calibration().outcome(row.get(0)).isFitted();
      assertThat(row.subList(1, 5))
          .as(row.get(0))
          .containsExactly(Long.toString(people), fitted ? Long.toString(people) : "0", "10", "t");
    }
    assertThat(calibration().outcome("death-4y").isFitted()).isTrue();
  }

  @Test
  @Order(1)
  void tokensOfTheRunAreInPostgresWithThePeopleWhoHaveThem() throws Exception {
    Map<String, Integer> held = new TreeMap<>();
    try (Stream<CorpusExample> everybody = Corpus.open(first.sequences()).everybody()) {
      everybody.forEach(
          person ->
              Arrays.stream(person.sequence().tokens())
                  .filter(token -> token > SpecialToken.UNK.id())
                  .distinct()
                  .forEach(token -> held.merge(Integer.toString(token), 1, Integer::sum)));
    }
    held.values().removeIf(people -> people < 10);
    Map<String, Integer> written = new TreeMap<>();
    new Predictions(database)
        .rows("select token, persons from norn.scored_token where run = ?", first.spec().id())
        .forEach(row -> written.put(row.get(0), Integer.parseInt(row.get(1))));
    assertThat(written).isNotEmpty().isEqualTo(held);
  }

  @Test
  @Order(1)
  void indexFindsTheNeighboursOfRealEmbeddings() throws Exception {
    try (Connection reading = database.connect();
        Connection writing = database.connect()) {
      NeighbourIndex.Built built =
          new NeighbourIndex(
                  reading,
                  writing,
                  first.spec().release(),
                  cohort.landmark().span().latest().date(),
                  1)
              .build(new SilentIndex());
      assertThat(built.people()).isEqualTo(run.people());
      assertThat(built.recall()).isGreaterThanOrEqualTo(NeighbourIndex.LEAST_RECALL);
      assertThat(built.probes()).as("lists looked through").isLessThan(built.lists() / 3);
    }
  }

  private static final class SilentIndex implements NeighbourIndex.Progress {
    @Override
    public void begins(String stage, long people) {}

    @Override
    public void done(long people) {}
  }

  @Test
  @Order(1)
  void aReleaseWhosePrivacyReportBlocksItIsNotServed() throws Exception {
    Release release = nation.trained().release();
    PrivacyReport open = attacked(release, null);
    assertThat(open.membership())
        .extracting(Attack::name)
        .containsExactly("loss threshold", "all that the release says");
    assertThat(open.attributes())
        .anySatisfy(
            attribute -> {
              assertThat(attribute.known()).as("of sex").isEqualTo("age");
              assertThat(attribute.fromEmbedding().with())
                  .isGreaterThan(PrivacyAudit.LEAST_PEOPLE / 4);
            })
        .anySatisfy(attribute -> assertThat(attribute.embeddingGain().low()).isGreaterThan(0));
    PrivacyReport blocked = attacked(release, 0.5001);
    assertThat(blocked.membership()).as("same seed").isEqualTo(open.membership());
    blocked.write(release);
    try {
      assertThat(PrivacyReport.of(release)).contains(blocked);
      assertThatThrownBy(() -> nation.anotherDatabase())
          .isInstanceOf(ReleaseException.class)
          .hasMessageContaining("blocks the release");
    } finally {
      open.write(release);
    }
    nation.anotherDatabase();
  }

  private static PrivacyReport attacked(Release release, Double bound) throws Exception {
    return new PrivacyAudit(release, nation.corpus().corpus(), 2_000, 1)
        .attack(
            PeopleGroups.of(nation.study().sexTokens(), release.vocabulary()).sexTokens().keySet(),
            nation.study().divisions(release.vocabulary()),
            bound);
  }

  @Test
  @Order(2)
  void aRunThatBreaksOffGoesOnWithoutDoingAnythingTwice() throws Exception {
    ScoringFolder folder = nation.newRun(cohort, AbstentionRule.NONE);
    ScoringJob breaking =
        new ScoringJob(
            nation.servers().bootstrapServers(), 2, database, new BreakingOff("FIGURES"));
    assertThatThrownBy(
            () -> breaking.run(folder, nation.trained().release(), calibration(), List.of()))
        .hasMessage("broken off");
    assertThat(state(folder)).isEqualTo("FAILED");
    Map<Path, FileTime> before = modified(folder);
    nation.score(database, folder);
    assertThat(state(folder)).isEqualTo("DONE");
    assertThat(modified(folder)).containsAllEntriesOf(before);
    assertThat(postgres(folder)).isEqualTo(postgres(first));
  }

  @Test
  @Order(2)
  void aFolderWithAnotherRunIsRefused() {
    assertThatThrownBy(() -> ScoringFolder.of(first.root(), ofAnotherCohort()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("holds a run with other definitions");
  }

  private static ScoringSpec ofAnotherCohort() throws IOException {
    return nation.newRun(nation.study().liveCohort(), AbstentionRule.NONE).spec();
  }

  @Test
  @Order(3)
  void whomTheBoundExcludesHasNoProbabilityAnywhere() throws Exception {
    ScoringFolder folder =
        nation.newRun(cohort, new AbstentionRule(AbstentionRule.Method.RISK_CONTROL, 0.02, 0.05));
    ScoringJob.Run bounded = nation.score(database, folder);
    assertThat(bounded.abstained()).isPositive();
    assertThat(parquet(folder)).isEqualTo(postgres(folder));
    assertThat(
            new Predictions(database)
                .rows(
                    "select count(distinct person) filter (where abstained is not null),"
                        + " bool_and((abstained is null) = (decile is not null)) from"
                        + " norn.scored_person where run = '"
                        + folder.spec().id()
                        + "'"))
        .containsExactly(List.of(Long.toString(bounded.abstained()), "t"));
  }

  @Test
  @Order(3)
  void anOutcomeWhoseHorizonTheRegistersDoNotReachIsNotEvaluatedNorCalledNegative()
      throws Exception {
    ScoringFolder folder = nation.newRun(nation.study().liveCohort(), AbstentionRule.NONE);
    nation.score(database, folder);
    assertComparedAlike(first, folder);
    JsonNode report = report(folder);
    assertThat(report.path("notEvaluated").path("death-4y").asText())
        .contains("the registers do not reach that day");
    JsonNode death = outcome(report, "death-4y");
    assertThat(death.path("matured").asBoolean()).isFalse();
    assertThat(death.path("labels").has("NEGATIVE")).isFalse();
    assertThat(death.path("baseRate").isNull()).isTrue();
    death.path("deciles").forEach(tenth -> assertThat(tenth.path("observed").isNull()).isTrue());
  }

  @Test
  @Order(3)
  void noCountOfFewerThanTenPeopleLeavesInTheReport() throws Exception {
    JsonNode report = report(first);
    List<Long> counts = new ArrayList<>();
    report.path("rules").forEach(rule -> add(counts, rule.path("people")));
    for (JsonNode outcome : report.path("outcomes")) {
      outcome.path("labels").forEach(count -> add(counts, count));
      outcome.path("abstained").forEach(count -> add(counts, count));
      outcome.path("deciles").forEach(tenth -> add(counts, tenth.path("people")));
    }
    assertThat(counts).isNotEmpty().allMatch(count -> count >= 10);
    assertThat(kept(first)).isEqualTo(report);
    // Nothing of the counts that a calibration is made of.
    assertThat(report.path("calibration").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("id", "cohort", "landmark", "split", "created", "changes");
    assertThat(Files.readString(first.report().resolve("index.html")))
        .contains("fewer than 10")
        .doesNotContain("http://", "https://");
  }

  @Test
  @Order(3)
  void smallCellsAreInTheRowsAndHeldBackInTheReportThatIsKept() throws Exception {
    ScoringFolder few = nation.newRun(sampled(0.03), AbstentionRule.NONE);
    ScoringJob.Run scored = nation.score(database, few);
    assertThat(scored.people()).isBetween(10L, 99L);
    JsonNode report = kept(few);
    assertThat(report.path("people").asLong()).isEqualTo(scored.people());
    for (JsonNode outcome : report.path("outcomes")) {
      assertThat(outcome.path("deciles")).hasSize(10);
      for (JsonNode tenth : outcome.path("deciles")) {
        assertThat(tenth.path("observed").isNull()).as("of fewer than ten people").isTrue();
      }
      List<Long> labels = new ArrayList<>();
      outcome.path("labels").forEach(count -> labels.add(count.isNull() ? null : count.asLong()));
      assertThat(labels)
          .as("one of which is small")
          .contains((Long) null)
          .allMatch(count -> count == null || count >= 10);
    }
    assertThat(report.path("evaluation").isNull()).isTrue();
  }

  /** So large a share of the cohort's people. */
  private static Cohort sampled(double share) {
    return new Cohort(
        cohort.name(),
        cohort.landmark(),
        cohort.advances(),
        cohort.knownBy(),
        cohort.background(),
        cohort.age(),
        cohort.minimumHistory(),
        cohort.absent(),
        cohort.present(),
        new Sample(share, 1L),
        cohort.split());
  }

  @Test
  @Order(3)
  void aReportThatWasChangedDoesNotAskToLeave() throws Exception {
    var asking = new OutputRequestCommand.OfRun();
    new CommandLine(asking).parseArgs(first.root().toString(), "--purpose", "a paper");
    Path file = first.report().resolve("report.json");
    String report = Files.readString(file);
    try (Connection connection = database.connect()) {
      OutputRequestCommand.Content content = asking.content(connection);
      assertThat(content.json()).isEqualTo(report);
      assertThat(content.about()).isEqualTo(first.spec().id());
      assertThat(content.rules()).isEqualTo(DisclosureRules.DEFAULT);
      Files.writeString(file, report.replaceFirst("null", "3"));
      assertThatThrownBy(() -> asking.content(connection))
          .hasMessageContaining("is not the report that norn score wrote");
    } finally {
      Files.writeString(file, report);
    }
  }

  @Test
  @Order(3)
  void anEvaluationAsksToLeaveWithoutItsSmallCells() throws Exception {
    Release release = nation.trained().release();
    var asking = new OutputRequestCommand.OfRelease();
    new CommandLine(asking)
        .parseArgs(
            "--release",
            release.folder().toString(),
            "--work",
            nation.servers().folder().root().toString(),
            "--purpose",
            "a paper");
    Evaluation leaving = CanonicalJson.read(asking.content(null).json(), Evaluation.class);
    assertThat(leaving.outcomes()).hasSameSizeAs(nation.study().outcomes());
    assertThat(leaving.outcomes())
        .allSatisfy(
            outcome ->
                assertThat(outcome.model().reliability())
                    .allMatch(
                        bin -> bin.positives() >= 10 && bin.people() - bin.positives() >= 10));
  }

  @Test
  @Order(4)
  void aNewCalibrationIsTakenAndTheComparisonSaysSo() throws Exception {
    ReleaseCalibration before = calibration();
    ReleaseCalibration anew =
        new CalibrationFit(nation.trained().release(), nation.study().sexTokens())
            .fit(Corpus.open(first.sequences()), Split.TEST, people -> {});
    assertThat(calibration()).isEqualTo(anew).isNotEqualTo(before);
    assertThat(ReleaseCalibration.of(nation.trained().release(), before.id())).isEqualTo(before);
    ScoringFolder recalibrated = nation.newRun(cohort, AbstentionRule.NONE);
    nation.score(database, recalibrated);
    RunComparison comparison = RunComparison.of(first, recalibrated, DisclosureRules.DEFAULT);
    assertThat(comparison.differences())
        .containsExactly("calibration: %s, then %s".formatted(before.id(), anew.id()));
    RunComparison.OutcomeMoves diabetes =
        comparison.outcomes().stream()
            .filter(moves -> anew.outcome(moves.outcome()).isFitted())
            .findFirst()
            .orElseThrow();
    assertThat(diabetes.moves()).containsOnlyKeys("NEW_CALIBRATION");
    double change = mean(recalibrated, diabetes.outcome()) - mean(first, diabetes.outcome());
    assertThat(diabetes.moves().get("NEW_CALIBRATION").meanChange())
        .isCloseTo(change, within(1e-9));
    assertComparedAlike(first, recalibrated);
    comparison.write(recalibrated.root().resolve("comparison"));
    assertThat(recalibrated.root().resolve("comparison/index.html")).exists();
  }

  /** In SQL as norn compare says it, but for what SQL holds back beyond that. */
  private static void assertComparedAlike(ScoringFolder before, ScoringFolder after)
      throws Exception {
    // Cells of nobody are shown in SQL.
    DisclosureRules rules = new DisclosureRules(10, false, 1.0, 1);
    for (RunComparison.OutcomeMoves moves : RunComparison.of(before, after, rules).outcomes()) {
      Map<String, Long> counts = new TreeMap<>();
      moves.people().forEach((name, people) -> counts.put("people null " + name, people));
      moves.abstentions().forEach((name, people) -> counts.put("abstention null " + name, people));
      moves
          .moves()
          .forEach(
              (cause, of) -> {
                of.byChange().forEach((name, n) -> counts.put("change " + cause + " " + name, n));
                of.tenthsMoved()
                    .forEach((name, n) -> counts.put("tenths " + cause + " " + name, n));
              });
      int shown = 0;
      for (List<String> row : compared(before, after, moves.outcome())) {
        if (row.get(0).equals("mean")) {
          RunComparison.Moves of = moves.moves().get(String.valueOf(row.get(1)));
          if (of != null) {
            assertThat(Double.parseDouble(row.get(4))).isCloseTo(of.meanChange(), within(1e-12));
            assertThat(Double.parseDouble(row.get(5))).isCloseTo(of.meanSize(), within(1e-12));
            shown++;
          }
        } else if (row.get(3) != null) {
          String cell = row.get(0) + " " + row.get(1) + " " + row.get(2);
          Long expected = counts.getOrDefault(cell, 0L);
          assertThat(Long.valueOf(row.get(3))).as(cell).isEqualTo(expected);
          shown++;
        }
      }
      assertThat(shown).as("of " + moves.outcome()).isGreaterThan(10);
    }
  }

  private static List<List<String>> compared(
      ScoringFolder before, ScoringFolder after, String outcome) throws Exception {
    return new Predictions(database)
        .rows(
            "select kind, cause, name, persons, mean_change, mean_size"
                + " from norn_research.run_comparison(?, ?) where outcome = ?",
            before.spec().id(),
            after.spec().id(),
            outcome);
  }

  private static JsonNode kept(ScoringFolder folder) throws Exception {
    return CanonicalJson.read(
        new Predictions(database)
            .rows(
                "select report from norn_research.scoring_report where run = ?", folder.spec().id())
            .get(0)
            .get(0),
        JsonNode.class);
  }

  @Test
  @Order(4)
  void aCalibrationThatWasChangedIsRefused() throws Exception {
    Path folder = nation.trained().release().folder().resolve("calibrations");
    Path file = folder.resolve(calibration().id() + ".json");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("\"slope\": [0-9.]+", "\"slope\": 7.0"));
    try {
      assertThatThrownBy(ScoringIT::calibration)
          .isInstanceOf(ReleaseException.class)
          .hasMessageContaining("was changed after it was written");
    } finally {
      Files.writeString(file, text);
    }
  }

  @Test
  @Order(4)
  void theTrainingSplitCalibratesNothing() {
    assertThatThrownBy(
            () ->
                new CalibrationFit(nation.trained().release(), List.of())
                    .fit(nation.corpus().corpus(), Split.TRAIN, people -> {}))
        .hasMessageContaining("the training split is no use");
  }

  private static ReleaseCalibration calibration() {
    return ReleaseCalibration.newest(nation.trained().release()).orElseThrow();
  }

  private static void add(List<Long> counts, JsonNode count) {
    if (!count.isNull()) {
      counts.add(count.asLong());
    }
  }

  private static JsonNode report(ScoringFolder folder) throws IOException {
    return CanonicalJson.read(
        Files.readString(folder.report().resolve("report.json")), JsonNode.class);
  }

  private static JsonNode outcome(JsonNode report, String name) {
    for (JsonNode outcome : report.path("outcomes")) {
      if (outcome.path("outcome").asText().equals(name)) {
        return outcome;
      }
    }
    throw new AssertionError(name);
  }

  private static double mean(ScoringFolder folder, String outcome) throws Exception {
    return Double.parseDouble(
        new Predictions(database)
            .rows(
                "select avg(probability) from norn.scored_person where run = ? and outcome = ?",
                folder.spec().id(),
                outcome)
            .get(0)
            .get(0));
  }

  private static String state(ScoringFolder folder) throws Exception {
    return new Predictions(database)
        .rows("select state from norn.scoring_run where id = ?", folder.spec().id())
        .get(0)
        .get(0);
  }

  private static Map<String, String> postgres(ScoringFolder folder) throws Exception {
    Map<String, String> rows = new TreeMap<>();
    for (List<String> row :
        new Predictions(database)
            .rows(
                "select person, outcome, "
                    + String.join(", ", COLUMNS)
                    + " from norn_research.scored_person where run = ?",
                folder.spec().id())) {
      rows.put(
          row.get(0) + " " + row.get(1),
          String.join("|", texts(row.subList(2, 2 + COLUMNS.size()))));
    }
    return rows;
  }

  // PostgreSQL writes 50 where Java writes 50.0.
  private static List<String> texts(List<String> cells) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      texts.add(
          NUMBERS.contains(COLUMNS.get(i)) && cells.get(i) != null
              ? Double.valueOf(cells.get(i)).toString()
              : String.valueOf(cells.get(i)));
    }
    return texts;
  }

  private static Map<String, String> parquet(ScoringFolder folder) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.scores())) {
      for (Path file : files.toList()) {
        for (Map<String, Object> row : ParquetCells.rows(file)) {
          row.computeIfPresent("landmark", (column, day) -> LocalDate.ofEpochDay((Integer) day));
          rows.put(row.get("person") + " " + row.get("outcome"), joined(row));
        }
      }
    }
    return rows;
  }

  private static String joined(Map<String, Object> row) {
    return String.join("|", COLUMNS.stream().map(row::get).map(String::valueOf).toList());
  }

  private static Map<Path, FileTime> modified(ScoringFolder folder) throws IOException {
    Map<Path, FileTime> modified = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        modified.put(file, Files.getLastModifiedTime(file));
      }
    }
    return modified;
  }

  /** Fails when a stage begins. */
  private record BreakingOff(String stage) implements ScoringJob.Progress {
    @Override
    public void begins(Stage begun, long people) {
      if (begun.name().equals(stage)) {
        throw new IllegalStateException("broken off");
      }
    }

    @Override
    public void done(long people) {}

    @Override
    public void evaluating(String outcome, int number, int outcomes) {}
  }
}
