package dev.norn.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.Split;
import dev.norn.cohort.StableHash;
import dev.norn.model.TestingLives;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.CorpusWriter;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.LandmarkSpan;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleSampleTest {

  private static final long SEED = 1;

  @TempDir private static Path folder;

  private static Corpus corpus;

  /** A third of the people is the test side, by the hash that the sample draws with, too. */
  @BeforeAll
  static void write() throws IOException {
    CorpusDescription description =
        new CorpusDescription(
            "v",
            LandmarkSpan.parse("2014-12-30"),
            null,
            "all",
            List.of("death"),
            "drawn",
            SEED,
            64);
    try (CorpusWriter writer = CorpusWriter.create(folder.resolve("0.parquet"), description)) {
      for (PersonSequence life : TestingLives.ofChance(600, 2)) {
        double place = StableHash.of(SEED, life.person().value());
        Split side = place < 2.0 / 3 ? Split.TRAIN : Split.TEST;
        writer.write(new CorpusExample(life, side, Map.of("death", OutcomeLabel.NEGATIVE)));
      }
    }
    corpus = Corpus.seal(folder, description);
  }

  @Test
  void aboutAsManyAsAskedAreDrawnEvenWhereTheSplitIsByTheSameSeed() {
    assertThat(PeopleSample.of(corpus, Split.TEST, 100, SEED)).hasSizeBetween(75, 125);
    assertThat(PeopleSample.of(corpus, Split.TEST, 100, SEED))
        .isEqualTo(PeopleSample.of(corpus, Split.TEST, 100, SEED))
        .isNotEqualTo(PeopleSample.of(corpus, Split.TEST, 100, SEED + 1));
  }

  @Test
  void everybodyIsDrawnWhereTheSideHasFewer() {
    assertThat(PeopleSample.of(corpus, Split.TEST, 9_000, SEED))
        .hasSize((int) corpus.manifest().people(Split.TEST));
  }

  @Test
  void nobodyIsRefused() {
    assertThatThrownBy(() -> PeopleSample.of(corpus, Split.VALIDATION, 10, SEED))
        .hasMessageContaining("nobody of side VALIDATION");
    assertThatThrownBy(() -> PeopleSample.of(corpus, Split.TEST, 0, SEED))
        .hasMessageContaining("expected 1 or more");
  }
}
