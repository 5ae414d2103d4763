package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.Cohort.Exclusion;
import dev.norn.cohort.Split;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.release.Release;
import dev.norn.sequence.LandmarkDate;
import dev.norn.streaming.CohortFlow;
import dev.norn.streaming.CorpusJob;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.ReleaseActivation;
import dev.norn.streaming.ScoringJob;
import dev.norn.vocab.Token;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A cohort whose landmark is each person's first contact with health care, on the real stack. */
@Order(6)
@ExtendWith(SharedNation.class)
class EventLandmarkIT {

  private static final LandmarkDate FROM = LandmarkDate.parse("2008-03-01");
  private static final LandmarkDate TO = LandmarkDate.parse("2015-12-31");

  @TempDir private static Path folder;

  private static NationOnTheStack nation;
  private static Study study;
  private static Vocabulary vocabulary;
  private static CorpusJob.Result corpus;

  @BeforeAll
  static void write(NationOnTheStack shared) throws Exception {
    nation = shared;
    study = study();
    vocabulary = VocabularyCommand.fit(nation.servers(), study);
    corpus = CorpusCommand.write(nation.servers(), study, vocabulary, folder.resolve("corpus"));
  }

  /** The nation's registers, with a cohort of its own and an outcome of time to event. */
  private static Study study() throws IOException {
    Path own = folder.resolve("study");
    for (String part : List.of("registers", "outcomes")) {
      Files.createDirectories(own.resolve(part));
      try (Stream<Path> files = Files.list(nation.studyFolder().resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, own.resolve(part).resolve(file.getFileName()));
        }
      }
    }
    Files.writeString(
        own.resolve("first-contact.cohort.yaml"),
        """
        cohort: first-contact
        landmark: {first: {register: health}, from: %s, to: %s}
        known-by: %s
        age: {from: 30, to: 95}
        split: {seed: 1, train: 0.7, validation: 0.15, test: 0.15}
        """
            .formatted(FROM, TO, nation.study().cohort().knownBy()));
    Files.writeString(
        own.resolve("study.yaml"),
        """
        study: first-contact
        cohort: first-contact.cohort.yaml
        outcomes: [outcomes/death-4y.outcome.yaml, outcomes/time-to-death.outcome.yaml]
        model: tiny
        sex-tokens: [SEX_M, SEX_F]
        covered-to: 2019-12-31
        """);
    return Study.open(own);
  }

  private static Map<String, LandmarkDate> landmarks() {
    return examples()
        .collect(
            Collectors.toMap(
                example -> example.sequence().person().value(), EventLandmarkIT::landmark));
  }

  private static Stream<CorpusExample> examples() {
    return Arrays.stream(Split.values()).flatMap(split -> corpus.corpus().examples(split));
  }

  private static LandmarkDate landmark(CorpusExample example) {
    return example.sequence().landmark();
  }

  @Test
  void everySequenceEndsOnTheDayOfItsFirstContact() {
    Set<Integer> ofHealth =
        vocabulary.tokens().stream()
            .filter(token -> token.family().startsWith("health."))
            .map(Token::id)
            .collect(Collectors.toSet());
    assertThat(examples())
        .allSatisfy(
            example -> {
              int[] days = example.sequence().days();
              int[] tokens = example.sequence().tokens();
              assertThat(Arrays.stream(days).max()).hasValue(days[0]);
              assertThat(
                      IntStream.range(0, days.length)
                          .filter(at -> ofHealth.contains(tokens[at]))
                          .map(at -> days[at]))
                  .isNotEmpty()
                  .containsOnly(days[0]);
            });
    assertThat(landmarks().values())
        .allMatch(day -> TO.includes(day.date()) && !day.date().isBefore(FROM.date()));
    assertThat(Set.copyOf(landmarks().values())).hasSizeGreaterThan(100);
    assertThat(corpus.corpus().manifest().description().landmark())
        .hasToString("2008-03-01/2015-12-31");
  }

  @Test
  void theFlowOfTheCohortAddsUpToItsCorpus() throws Exception {
    Cohort cohort = study.cohort();
    CohortFlow flow =
        CohortFlow.count(
            nation.servers().bootstrapServers(),
            2,
            study.registerNames(),
            cohort,
            study.outcomes());

    assertThat(cohort.rules().get(1).exclusion()).isEqualTo(Exclusion.NO_LANDMARK);
    assertThat(flow.removedBy(1)).isPositive();
    assertThat(IntStream.range(0, cohort.rules().size()).mapToObj(flow::removedBy))
        .isEqualTo(corpus.removed());
    assertThat(flow.in(Split.TRAIN)).isEqualTo(corpus.corpus().manifest().people(Split.TRAIN));
  }

  @Test
  void aReleaseTrainedOnItScoresEverybodyAtTheOwnLandmark() throws Exception {
    Release release =
        TrainCommand.train(
                study,
                corpus.corpus(),
                vocabulary,
                nation.servers().folder(),
                TrainingOptions.brief(1),
                new Console())
            .release();
    DatabaseAddress database = nation.anotherDatabase();
    new ReleaseActivation(nation.servers().bootstrapServers(), database).register(release);

    ScoringJob.Run run =
        nation.score(
            database, nation.newRun(study, release, study.cohort(), AbstentionRule.NONE), release);

    Map<String, LandmarkDate> scored = new HashMap<>();
    for (List<String> row :
        new Predictions(database)
            .rows("select distinct person, landmark from norn.scored_person")) {
      assertThat(scored.put(row.get(0), LandmarkDate.parse(row.get(1)))).isNull();
    }
    assertThat(
            new Predictions(database).rows("select distinct person, landmark from norn.prediction"))
        .hasSameElementsAs(
            scored.entrySet().stream()
                .map(each -> List.of(each.getKey(), each.getValue().toString()))
                .toList());
    assertThat(scored).isEqualTo(landmarks()).hasSize((int) run.people());
    assertThat(new Predictions(database).rows("select landmark from norn.scoring_run"))
        .containsExactly(List.of(TO.toString()));
    assertThat(release.landmark()).isEqualTo(TO);
  }

  @Test
  void theLiveStreamRefusesIt() {
    assertThatThrownBy(() -> nation.live(nation.servers().database(), study.cohort(), "never"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[live cohort first-contact] landmark: expected one day");
  }

  @Test
  void trueProbabilitiesOfOneLandmarkAreRefused() {
    assertThatThrownBy(
            () ->
                TrueProbabilitiesFile.of(
                    nation.study(), corpus.corpus(), nation.servers().folder()))
        .hasMessageContaining("[study.yaml] truth: ");
  }
}
