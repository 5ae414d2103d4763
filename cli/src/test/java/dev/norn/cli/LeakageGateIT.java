package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cli.local.LocalStack;
import dev.norn.cohort.Split;
import dev.norn.ingestion.nation.Nation;
import dev.norn.ingestion.nation.parameters.Leak;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.NationSpec.LabourRows;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.leakage.LeakageReport;
import dev.norn.model.leakage.RevealingToken;
import dev.norn.streaming.CorpusJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Leaks are planted one after another into the same registers, on the real stack: a nation with a
 * leak is the clean one and some rows more. The claims stand on each other, in order.
 */
@Order(5)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeakageGateIT {

  @TempDir private static Path folder;

  private static Servers servers;
  private static CorpusJob.Result clean;

  @BeforeAll
  static void start() throws Exception {
    servers = Servers.started(LocalStack.start(TestingWork.at(folder.resolve("work")), line -> {}));
    clean = corpus(Optional.empty());
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /** Of all that has been ingested until then. */
  private static CorpusJob.Result corpus(Optional<Leak> leak) throws Exception {
    Path nation = nation(leak);
    new Nation(new NationSpec(2_500, 2010, 2016, 1, LabourRows.YEARLY, Set.of(), leak))
        .write(nation, 2, 64, done -> {});
    Study study = Study.open(nation);
    IngestCommand.ingest(servers, study, study.data(null), new Console());
    return CorpusCommand.write(
        servers, study, VocabularyCommand.fit(servers, study), nation.resolve("corpus"));
  }

  private static Path nation(Optional<Leak> leak) {
    return folder.resolve(leak.map(Leak::label).orElse(NationSpec.NO_LEAK));
  }

  @Test
  @Order(1)
  void aCleanNationRaisesNoAlarm() throws Exception {
    assertThat(clean.leakage().isClean()).isTrue();
    // Rows that are months late are a part of every register.
    assertThat(clean.leakage().lateFacts()).isNotEmpty();
    assertThat(LeakageReport.read(nation(Optional.empty()).resolve("corpus")))
        .contains(clean.leakage());
  }

  @Test
  @Order(2)
  void rowsRecordedAfterwardsAreRefusedByKnownBy() throws Exception {
    CorpusJob.Result leaking = corpus(Optional.of(Leak.FUTURE_ROW));
    assertThat(leaking.leakage().isClean()).isTrue();
    long refused = leaking.leakage().lateFacts().get("health");
    assertThat(refused - clean.leakage().lateFacts().getOrDefault("health", 0L)).isGreaterThan(30);
    assertThat(sequences(leaking)).isEqualTo(sequences(clean));
  }

  @Test
  @Order(3)
  void aClaimThatNamesSomebodyElseIsNoInputOfTheOneItNames() throws Exception {
    CorpusJob.Result leaking = corpus(Optional.of(Leak.HOUSEHOLD));
    assertThat(leaking.leakage().isClean()).isTrue();
    Map<String, List<Integer>> before = sequences(clean);
    Map<String, List<Integer>> after = sequences(leaking);
    after.entrySet().removeAll(before.entrySet());
    // Nobody but the claimants, of whom some are not in the cohort.
    assertThat((long) after.size()).isPositive().isLessThanOrEqualTo(claims());
  }

  private static long claims() throws IOException {
    long claims = 0;
    try (Stream<Path> files = Files.walk(nation(Optional.of(Leak.HOUSEHOLD)).resolve("data"))) {
      for (Path file : files.filter(each -> each.toString().contains("family-")).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          claims += lines.filter(line -> line.contains("CLAIM")).count();
        }
      }
    }
    return claims;
  }

  @Test
  @Order(4)
  void anEndThatNobodyCouldKnowIsFlaggedByItsRegister() throws Exception {
    CorpusJob.Result leaking = corpus(Optional.of(Leak.END_DATE));
    assertThat(leaking.leakage().endsAhead()).containsOnlyKeys("sickness");
    assertThat(leaking.leakage().lines()).anyMatch(line -> line.contains("LEAK? [sickness]"));
  }

  @Test
  @Order(5)
  void aCodeThatGivesTheOutcomeAwayIsFlaggedByItsName() throws Exception {
    CorpusJob.Result leaking = corpus(Optional.of(Leak.REVEALING_CODE));
    assertThat(leaking.leakage().revealing())
        .isNotEmpty()
        .extracting(RevealingToken::token)
        .containsOnly("CONTACT_9");
    assertThat(leaking.leakage().revealing())
        .extracting(RevealingToken::outcome)
        .contains("death-4y");
  }

  /** The days of what each person's sequence holds; each corpus has a vocabulary of its own. */
  private static Map<String, List<Integer>> sequences(CorpusJob.Result of) {
    Map<String, List<Integer>> sequences = new HashMap<>();
    for (Split split : Split.values()) {
      try (Stream<CorpusExample> examples = of.corpus().examples(split)) {
        examples.forEach(
            example ->
                sequences.put(
                    example.sequence().person().value(),
                    Arrays.stream(example.sequence().days()).boxed().toList()));
      }
    }
    return sequences;
  }
}
