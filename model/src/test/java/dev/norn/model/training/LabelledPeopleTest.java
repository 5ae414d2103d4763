package dev.norn.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusWriter;
import dev.norn.model.corpus.Examples;
import dev.norn.model.finetuning.LabelledSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledPeopleTest {

  @TempDir private Path folder;

  private Corpus corpus;

  @BeforeEach
  void write() throws IOException {
    CorpusDescription description = Examples.description("death");
    try (CorpusWriter writer = CorpusWriter.create(folder.resolve("part-0.parquet"), description)) {
      for (int i = 0; i < 3000; i++) {
        writer.write(Examples.random(i, "death"));
      }
    }
    corpus = Corpus.seal(folder, description);
  }

  @Test
  void smallerShareIsAmongTheLargerAndOfItsSize() {
    Set<String> all = people(1, 1, Split.TRAIN);
    Set<String> half = people(0.5, 1, Split.TRAIN);
    Set<String> few = people(0.1, 1, Split.TRAIN);
    assertThat(all).containsAll(half);
    assertThat(half).containsAll(few);
    assertThat((double) half.size() / all.size()).isBetween(0.43, 0.57);
    assertThat((double) few.size() / all.size()).isBetween(0.06, 0.14);
    assertThat(people(0.1, 1, Split.TRAIN)).isEqualTo(few);
    assertThat(people(0.1, 2, Split.TRAIN)).isNotEqualTo(few);
  }

  @Test
  void otherSplitsAreWhole() {
    assertThat(people(0.01, 1, Split.VALIDATION)).isEqualTo(people(1, 1, Split.VALIDATION));
  }

  private Set<String> people(double share, long seed, Split split) {
    LabelledPeople people = new LabelledPeople(corpus, List.of("death"), share, seed);
    try (Stream<LabelledSequence> all = people.of(split)) {
      return all.map(example -> example.sequence().person().value()).collect(Collectors.toSet());
    }
  }
}
