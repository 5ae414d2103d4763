package dev.norn.model.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.Split;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

  private static final String[] OUTCOMES = {"death", "emigration"};
  private static final CorpusDescription DESCRIPTION = Examples.description(OUTCOMES);

  @TempDir Path folder;

  private static List<CorpusExample> people(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> Examples.random(i, OUTCOMES)).toList();
  }

  private Corpus corpus() throws IOException {
    Examples.write(folder.resolve("part-1.parquet"), DESCRIPTION, people(200, 300));
    Examples.write(folder.resolve("part-0.parquet"), DESCRIPTION, people(0, 200));
    return Corpus.seal(folder, DESCRIPTION);
  }

  @Test
  void everyExampleComesBackAsItWasWrittenInOrderOfShardAndRow() throws IOException {
    corpus();
    Corpus corpus = Corpus.open(folder);
    for (Split split : Split.values()) {
      try (Stream<CorpusExample> examples = corpus.examples(split)) {
        assertThat(examples.toList())
            .isEqualTo(people(0, 300).stream().filter(e -> e.split() == split).toList());
      }
    }
  }

  @Test
  void manifestCountsPeopleAndLabelsAsTheRowsHoldThem() throws IOException {
    CorpusManifest manifest = corpus().manifest();
    for (Split split : Split.values()) {
      List<CorpusExample> own = people(0, 300).stream().filter(e -> e.split() == split).toList();
      assertThat(manifest.people(split)).isEqualTo(own.size());
      for (String outcome : OUTCOMES) {
        LabelCounts counts = manifest.labels(outcome, split);
        assertThat(counts.positive()).isEqualTo(count(own, outcome, OutcomeLabel.POSITIVE));
        assertThat(counts.negative()).isEqualTo(count(own, outcome, OutcomeLabel.NEGATIVE));
        assertThat(counts.unknown()).isEqualTo(count(own, outcome, OutcomeLabel.UNKNOWN));
      }
    }
    assertThat(manifest.shards()).extracting(CorpusShard::rows).containsExactly(200L, 100L);
  }

  private static long count(List<CorpusExample> people, String outcome, OutcomeLabel label) {
    return people.stream().filter(e -> e.label(outcome) == label).count();
  }

  @Test
  void equalRowsAreEqualBytesAndOneId() throws IOException {
    CorpusManifest first = corpus().manifest();
    byte[] bytes = Files.readAllBytes(folder.resolve("part-0.parquet"));
    CorpusManifest second = corpus().manifest();
    assertThat(Files.readAllBytes(folder.resolve("part-0.parquet"))).isEqualTo(bytes);
    assertThat(second).isEqualTo(first);
    assertThat(Corpus.open(folder).manifest()).isEqualTo(first);
  }

  @Test
  void anotherRowIsAnotherId() throws IOException {
    String first = corpus().manifest().id();
    Examples.write(folder.resolve("part-2.parquet"), DESCRIPTION, people(300, 301));
    assertThat(Corpus.seal(folder, DESCRIPTION).manifest().id()).isNotEqualTo(first);
  }

  @Test
  void onlyPartOfASplitCanBeReadAndTheRestIsLeftAlone() throws IOException {
    try (Stream<CorpusExample> examples = corpus().examples(Split.TRAIN)) {
      assertThat(examples.limit(3)).hasSize(3);
    }
  }

  @Test
  void folderWithoutManifestIsRefused() {
    assertThatThrownBy(() -> Corpus.open(folder))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("no manifest.json");
  }

  @Test
  void missingShardIsRefused() throws IOException {
    corpus();
    Files.delete(folder.resolve("part-1.parquet"));
    assertThatThrownBy(() -> Corpus.open(folder)).hasMessageContaining("the shard is missing");
  }

  @Test
  void changedShardIsRefused() throws IOException {
    corpus();
    Path shard = folder.resolve("part-1.parquet");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);
    assertThatThrownBy(() -> Corpus.open(folder)).hasMessageContaining("the shard was changed");
  }

  @Test
  void changedManifestIsRefused() throws IOException {
    corpus();
    Path manifest = folder.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("adults", "everyone"));
    assertThatThrownBy(() -> Corpus.open(folder)).hasMessageContaining("changed after it was");
  }

  @Test
  void newerFormatIsRefused() throws IOException {
    corpus();
    Path manifest = folder.resolve("manifest.json");
    String newer =
        Files.readString(manifest).replace("\"formatVersion\": 2", "\"formatVersion\": 3");
    Files.writeString(manifest, newer);
    assertThatThrownBy(() -> Corpus.open(folder)).hasMessageContaining("format version 3");
  }

  @Test
  void formatWithoutFollowUpsIsRefused() throws IOException {
    corpus();
    Path manifest = folder.resolve("manifest.json");
    String older =
        Files.readString(manifest).replace("\"formatVersion\": 2", "\"formatVersion\": 1");
    Files.writeString(manifest, older);
    assertThatThrownBy(() -> Corpus.open(folder))
        .hasMessageContaining("format version 1, this version of Norn reads 2");
  }

  @Test
  void followUpsAndClassesComeBackAsTheyWereWritten() throws IOException {
    CorpusDescription description = Examples.ofEveryKind();
    List<CorpusExample> people = IntStream.range(0, 300).mapToObj(Examples::ofEveryKind).toList();
    Examples.write(folder.resolve("a.parquet"), description, people);
    Corpus corpus = Corpus.seal(folder, description);
    assertThat(Corpus.open(folder).manifest().description()).isEqualTo(description);
    try (Stream<CorpusExample> examples = corpus.examples(Split.TRAIN)) {
      assertThat(examples.toList())
          .isEqualTo(people.stream().filter(e -> e.split() == Split.TRAIN).toList());
    }
  }

  @Test
  void shardOfAnotherKindOfOutcomeIsRefused() throws IOException {
    CorpusDescription every = Examples.ofEveryKind();
    Examples.write(folder.resolve("a.parquet"), every, List.of());
    CorpusDescription binary = Examples.description(every.outcomes().toArray(String[]::new));
    assertThatThrownBy(() -> Corpus.seal(folder, binary))
        .hasMessageContaining("class_health")
        .hasMessageContaining("days_health");
  }

  @Test
  void anotherVocabularyIsRefused() throws IOException {
    Corpus corpus = corpus();
    assertThat(corpus.requireVocabulary("vocabulary-hash")).isSameAs(corpus);
    assertThatThrownBy(() -> corpus.requireVocabulary("another"))
        .isInstanceOf(CorpusException.class)
        .hasMessageContaining("wanted another");
  }

  @Test
  void personInTwoShardsIsRefusedWithoutBeingNamed() throws IOException {
    Examples.write(folder.resolve("a.parquet"), DESCRIPTION, people(0, 5));
    Examples.write(folder.resolve("b.parquet"), DESCRIPTION, people(4, 6));
    assertThatThrownBy(() -> Corpus.seal(folder, DESCRIPTION))
        .hasMessageContaining("1 rows repeat a person")
        .hasMessageNotContaining("person-4");
  }

  @Test
  void unfinishedShardIsRefused() throws IOException {
    Files.write(folder.resolve("a.parquet"), new byte[] {'P', 'A', 'R', '1'});
    assertThatThrownBy(() -> Corpus.seal(folder, DESCRIPTION))
        .hasMessageContaining("not a finished Parquet file");
  }

  @Test
  void shardOfAnotherVocabularyOrOtherOutcomesIsRefused() throws IOException {
    Examples.write(folder.resolve("a.parquet"), Examples.description(), List.of());
    assertThatThrownBy(() -> Corpus.seal(folder, DESCRIPTION)).hasMessageContaining("outcomes");
  }

  @Test
  void exampleWithoutALabelForAnOutcomeIsRefused() throws IOException {
    try (CorpusWriter writer = CorpusWriter.create(folder.resolve("a.parquet"), DESCRIPTION)) {
      assertThatThrownBy(() -> writer.write(Examples.random(1, "death")))
          .hasMessageContaining("label every outcome");
    }
  }

  @Test
  void rowsBeyondOneRowGroupComeBackToo() throws IOException {
    List<CorpusExample> many = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      many.add(Examples.random(i, OUTCOMES));
    }
    Examples.write(folder.resolve("a.parquet"), DESCRIPTION, many);
    Corpus corpus = Corpus.seal(folder, DESCRIPTION);
    try (Stream<CorpusExample> examples = corpus.examples(Split.TEST)) {
      assertThat(examples.toList())
          .isEqualTo(many.stream().filter(e -> e.split() == Split.TEST).toList());
    }
  }
}
