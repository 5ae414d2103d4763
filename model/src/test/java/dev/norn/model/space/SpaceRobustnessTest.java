package dev.norn.model.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.pretraining.Pretraining;
import dev.norn.model.release.ReleaseException;
import dev.norn.model.release.SpaceLimit;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pre-trainings of a tiny model, on lives whose tokens go together in pairs or not at all. */
class SpaceRobustnessTest {

  private static final ModelSpec SPEC = ModelSpec.tiny(TestingLives.VOCABULARY);
  private static final SpaceSettings SETTINGS = new SpaceSettings(10, 1_000, 199, 1, 5, 3);

  @TempDir private Path folder;

  private static Vocabulary vocabulary(long persons) {
    StringBuilder tokens = new StringBuilder();
    for (int id = 0; id < TestingLives.VOCABULARY; id++) {
      boolean special = id < TestingLives.FIRST;
      tokens
          .append(id == 0 ? "" : ",")
          .append(
              "{\"id\":%d,\"text\":\"%s\",\"family\":\"special\",\"persons\":%d}"
                  .formatted(
                      id,
                      special ? SpecialToken.values()[id].text() : "TOKEN_" + id,
                      special ? 0 : persons));
    }
    return Vocabulary.fromJson(
        "{\"format\":1,\"landmark\":\"2015-12-31\",\"minimum-persons\":1,"
            + "\"training-persons\":900,\"registers\":[],\"tokens\":["
            + tokens
            + "]}");
  }

  private SpaceReport report(
      List<PersonSequence> training, List<PersonSequence> validation, int epochs)
      throws IOException {
    return new SpaceRobustness(vocabulary(50), SETTINGS)
        .run(
            third ->
                new Pretraining(
                    SPEC,
                    TrainingSettings.of(epochs, 1e-2, 5 + third).withBatchPositions(1_024),
                    TrainingProgress.silent()),
            training::stream,
            validation::stream,
            folder);
  }

  @Test
  void everyPersonIsInOneThirdAndTheThirdsAreAboutEqual() {
    int[] counts = new int[3];
    TestingLives.ofKinds(3_000, 1).forEach(life -> counts[SpaceRobustness.thirdOf(life)]++);
    for (int count : counts) {
      assertThat(count).isBetween(900, 1_100);
    }
  }

  @Test
  void modelsOfDifferentPeopleAgreeWhereTokensGoTogether() throws IOException {
    SpaceReport report = report(TestingLives.ofKinds(900, 1), TestingLives.ofKinds(60, 2), 12);
    assertThat(report.failure()).isEmpty();
    assertThat(report.tokens()).isEqualTo(20);
    SpaceLimit.require(report);
    assertThat(CanonicalJson.read(CanonicalJson.write(report), SpaceReport.class))
        .isEqualTo(report);
  }

  @Test
  void modelsOfLivesWithoutAPatternFailTheRelease() throws IOException {
    SpaceReport report = report(TestingLives.ofChance(150, 1), TestingLives.ofChance(30, 2), 1);
    assertThat(report.failure()).isPresent();
    assertThatThrownBy(() -> SpaceLimit.require(report))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("--space=reported");
  }

  @Test
  void tooFewTokensThatPeopleHoldAreRefused() {
    assertThatThrownBy(
            () ->
                new SpaceRobustness(vocabulary(9), SETTINGS)
                    .run(third -> null, Stream::of, Stream::of, folder))
        .hasMessageContaining("[space] 0 tokens are held by at least 10 training people");
  }
}
