package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.ListedPerson;
import dev.norn.cohort.Split;
import dev.norn.cohort.kin.FamilySplit;
import dev.norn.cohort.kin.KinAcrossSides;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.split.SplitFile;
import dev.norn.streaming.CohortFlow;
import dev.norn.streaming.CorpusJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Families of the nation on one side each, from the topic to the leakage gate of a corpus. */
@Order(8)
@ExtendWith(SharedNation.class)
class KinSplitIT {

  private static final List<String> KIN = List.of("mother", "father");

  @TempDir private static Path folder;

  private static NationOnTheStack nation;
  private static FamilySplit split;

  @BeforeAll
  static void split(NationOnTheStack shared) throws Exception {
    nation = shared;
    split = split(KIN);
    SplitCommand.write(split, folder.resolve("families.csv"));
  }

  private static FamilySplit split(List<String> links) throws Exception {
    return SplitCommand.split(
        nation.servers(), nation.study(), nation.study().cohort(), links, 1, 0.02);
  }

  /** The nation's study, divided as the list says. */
  private static Study study(String name, String rule) throws IOException {
    Path own = folder.resolve(name);
    for (String part : List.of("registers", "outcomes")) {
      Files.createDirectories(own.resolve(part));
      try (Stream<Path> files = Files.list(nation.studyFolder().resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, own.resolve(part).resolve(file.getFileName()));
        }
      }
    }
    Path cohort = nation.studyFolder().resolve("cohorts/adults.cohort.yaml");
    Files.writeString(
        own.resolve("adults.cohort.yaml"),
        Files.readString(cohort).replaceAll("(?m)^split:.*$", "split: " + rule));
    Files.writeString(
        own.resolve("study.yaml"),
        """
        study: families
        cohort: adults.cohort.yaml
        outcomes: [outcomes/death-4y.outcome.yaml]
        model: tiny
        sex-tokens: [SEX_M, SEX_F]
        """);
    return Study.open(own);
  }

  private static CorpusJob.Result corpus(Study study, String name) throws Exception {
    return CorpusCommand.write(
        nation.servers(),
        study,
        VocabularyCommand.fit(nation.servers(), study),
        folder.resolve(name));
  }

  @Test
  void familiesStandOnOneSideAndTheGateSaysSo() throws Exception {
    Study study = study("families", "{list: ../families.csv, kin: [mother, father]}");
    CorpusJob.Result corpus = corpus(study, "families-corpus");

    KinAcrossSides kin = corpus.leakage().kin();
    assertThat(kin.isBroken()).isFalse();
    assertThat(kin.elsewhere()).isZero();
    assertThat(kin.links()).containsExactly("father", "mother");
    assertThat(corpus.leakage().isClean()).isTrue();
    Map<String, Split> found = new HashMap<>();
    try (Stream<CorpusExample> everybody = corpus.corpus().everybody()) {
      everybody.forEach(each -> found.put(each.sequence().person().value(), each.split()));
    }
    assertThat(found)
        .isEqualTo(
            split
                .list()
                .collect(Collectors.toMap(each -> each.person().value(), ListedPerson::side)));
    CohortFlow flow =
        CohortFlow.count(
            nation.servers().bootstrapServers(),
            2,
            study.registerNames(),
            study.cohort(),
            List.of());
    for (Split side : Split.values()) {
      assertThat(flow.in(side)).isEqualTo(corpus.corpus().manifest().people(side));
    }
    assertThat(corpus.corpus().manifest().description().splitRule())
        .contains(SplitFile.read(folder.resolve("families.csv")).sha256());
  }

  @Test
  void theHashOfTheNationsOwnCohortDividesKinWhichIsSaidAndNoAlarm() {
    KinAcrossSides kin = nation.corpus().leakage().kin();
    assertThat(kin.testInTraining()).isPositive();
    assertThat(nation.corpus().leakage().isClean()).isTrue();
    assertThat(nation.corpus().leakage().lines())
        .anyMatch(line -> line.contains("by father, mother, in the training split"));
  }

  @Test
  void aListThatBreaksItsPromiseIsFlagged() throws Exception {
    try (Stream<CorpusExample> everybody = nation.corpus().corpus().everybody()) {
      SplitFile.write(
          folder.resolve("hash.parquet"),
          everybody.map(each -> new ListedPerson(each.sequence().person(), each.split())));
    }
    CorpusJob.Result corpus =
        corpus(study("broken", "{list: ../hash.parquet, kin: [mother]}"), "broken-corpus");
    assertThat(corpus.leakage().isClean()).isFalse();
    assertThat(corpus.leakage().lines())
        .anyMatch(line -> line.startsWith("LEAK?") && line.contains("by mother"));
  }

  @Test
  void sameFactsAndSeedGiveTheSameBytes() throws Exception {
    SplitCommand.write(split(KIN), folder.resolve("again.csv"));
    assertThat(folder.resolve("again.csv")).hasSameBinaryContentAs(folder.resolve("families.csv"));
  }

  @Test
  void aLinkThatNobodyStatesIsRefusedWithThoseThatAreStated() {
    assertThatThrownBy(() -> split(List.of("mother", "aunt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stated are [father, mother]");
  }
}
