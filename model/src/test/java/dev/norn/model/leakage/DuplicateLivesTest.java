package dev.norn.model.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.sequence.PersonSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateLivesTest {

  private static final int LONG = 12;
  private static final int SHORT = 6;

  @TempDir private Path folder;

  @Test
  void onePersonUnderTwoNumbersOnTwoSidesIsFound() throws Exception {
    List<CorpusExample> people = people();
    people.add(person("double", life(3, LONG), Split.TEST));
    assertThat(DuplicateLives.count(corpus(people))).isEqualTo(2);
    assertThat(new LeakageReport(Map.of(), Map.of(), List.of(), 2L, null).lines())
        .singleElement()
        .asString()
        .startsWith("LEAK? 2 people live");
  }

  @Test
  void doublesOnOneSideAndShortLivesThatAreAlikeAreNoLeak() throws Exception {
    List<CorpusExample> people = people();
    people.add(person("beside", life(3, LONG), Split.TRAIN));
    people.add(person("short", life(100, SHORT), Split.TRAIN));
    people.add(person("alike", life(100, SHORT), Split.TEST));
    people.add(person("on no side", life(4, LONG), Split.NONE));
    assertThat(DuplicateLives.count(corpus(people))).isZero();
  }

  private static List<CorpusExample> people() {
    List<CorpusExample> people = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      people.add(person("person-" + i, life(i, LONG), i < 10 ? Split.TRAIN : Split.TEST));
    }
    return people;
  }

  private static PersonSequence life(int number, int events) {
    return Examples.life(number, 50, Examples.SEX_A, events);
  }

  private static CorpusExample person(String name, PersonSequence life, Split split) {
    return new CorpusExample(
        new PersonSequence(
            new PersonId(name),
            life.tokens(),
            life.days(),
            life.ages(),
            life.segments(),
            life.historyVersion(),
            life.newestRecorded()),
        split,
        Map.of());
  }

  private Corpus corpus(List<CorpusExample> people) throws Exception {
    CorpusDescription description = Examples.description();
    Examples.write(folder.resolve("part-0.parquet"), description, people);
    return Corpus.seal(folder, description);
  }
}
