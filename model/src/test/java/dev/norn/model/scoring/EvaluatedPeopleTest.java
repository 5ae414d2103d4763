package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatedPeopleTest {

  private static final String OUTCOME = "death";
  private static final int PEOPLE = 1_200;

  @TempDir Path folder;

  private Corpus corpus;

  @BeforeEach
  void write() throws IOException {
    CorpusDescription description = Examples.description(OUTCOME);
    Examples.write(
        folder.resolve("part-0.parquet"),
        description,
        IntStream.range(0, PEOPLE).mapToObj(i -> Examples.random(i, OUTCOME)).toList());
    corpus = Corpus.seal(folder, description);
  }

  @Test
  void everybodyOfSmallSidesIsThere() {
    var people = new EvaluatedPeople(corpus, PEOPLE);
    assertThat(list(people.splits().train())).isEqualTo(side(Split.TRAIN));
    assertThat(list(people.splits().validation())).isEqualTo(side(Split.VALIDATION));
    assertThat(list(people.splits().test())).isEqualTo(side(Split.TEST));
  }

  @Test
  void ofLargeSidesAboutAsManyAsAreHeldTakePart() {
    var people = new EvaluatedPeople(corpus, 100);
    assertThat(list(people.splits().train())).hasSizeBetween(60, 140).isSubsetOf(side(Split.TRAIN));
    assertThat(list(people.splits().validation()))
        .hasSizeBetween(60, 140)
        .isSubsetOf(side(Split.VALIDATION));
    assertThat(list(people.splits().test())).hasSizeBetween(60, 140).isSubsetOf(side(Split.TEST));
  }

  @Test
  void thoseWhoTakePartAreTheOnesThatAreHeld() {
    var people = new EvaluatedPeople(corpus, 100);
    assertThat(list(people.splits().test()))
        .isEqualTo(
            side(Split.TEST).stream()
                .filter(e -> people.holds(Split.TEST, e.sequence().person().value()))
                .toList());
  }

  @Test
  void theSamePeopleAreDrawnEachTimeAndTheReportSaysHowMany() {
    var people = new EvaluatedPeople(corpus, 100);
    List<CorpusExample> drawn = list(people.splits().train());
    assertThat(list(new EvaluatedPeople(corpus, 100).splits().train())).isEqualTo(drawn);
    assertThat(people.whoTookPart())
        .contains("%d of %d training".formatted(drawn.size(), side(Split.TRAIN).size()));
  }

  @Test
  void anOutcomeOfWhichTheDrawnSeeTooFewSaysSo() {
    var people = new EvaluatedPeople(corpus, 100);
    assertThat(people.tooFew(OUTCOME, 5)).isNull();
    assertThat(people.tooFew(OUTCOME, 100)).contains("training", "fewer than 100");
  }

  private List<CorpusExample> side(Split side) {
    return list(() -> corpus.examples(side));
  }

  private static List<CorpusExample> list(Supplier<Stream<CorpusExample>> people) {
    try (Stream<CorpusExample> examples = people.get()) {
      return examples.toList();
    }
  }
}
