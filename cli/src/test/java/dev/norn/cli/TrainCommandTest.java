package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.CorpusWriter;
import dev.norn.model.release.Release;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.LandmarkSpan;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verb as a user calls it, on two hundred made-up people. */
class TrainCommandTest {
  private static final int DONE = 0;
  private static final int USAGE = 2;
  private static final int TOKENS = 12;

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    Path registers = Files.createDirectories(folder.resolve("study/registers"));
    Files.writeString(
        registers.resolve("deaths.register.yaml"),
        """
        register: deaths
        order: 1
        source: {files: deaths.csv}
        person: person_number
        row: [person_number]
        occurred: {column: died, format: yyyy-MM-dd}
        """);
    Files.writeString(
        folder.resolve("study/study.yaml"), "study: s\ncohort: c\noutcomes: []\nmodel: tiny\n");
    Vocabulary vocabulary = Vocabulary.fromJson(vocabularyJson());
    vocabulary.write(folder.resolve("vocabulary.json"));
    CorpusDescription description =
        new CorpusDescription(
            vocabulary.hash(),
            LandmarkSpan.parse("2015-12-31"),
            null,
            "adults",
            List.of("death-4y"),
            "drawn",
            1,
            64);
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    try (CorpusWriter writer = CorpusWriter.create(corpus.resolve("part-0.parquet"), description)) {
      for (int i = 0; i < 200; i++) {
        writer.write(person(i));
      }
    }
    Corpus.seal(corpus, description);
  }

  @Test
  void releaseIsTrainedWithTheOptionsGiven() throws IOException {
    String given = "--pretraining-epochs 1 --finetuning-epochs 1 --batch-positions 512";
    assertThat(run("one", given + " --memory-positions 128 --seed 3")).isEqualTo(DONE);
    Release release = onlyRelease("one");
    String json = Files.readString(release.folder().resolve("release.json"));
    assertThat(json).contains("\"stage\": \"pre-training\"", "\"stage\": \"fine-tuning\"");
    assertThat(json).contains("\"training\": 3").contains("\"maxLength\": 64");
    assertThat(release.folder().resolve("report/learning-curve.svg"))
        .content()
        .contains("pre-training", "fine-tuning");
  }

  @Test
  void fineTuningFromNothingOnFewLabelsHasOneStage() throws IOException {
    assertThat(run("two", "--no-pretraining --label-share 0.2 --finetuning-epochs 1"))
        .isEqualTo(DONE);
    String json = Files.readString(onlyRelease("two").folder().resolve("release.json"));
    assertThat(json).contains("\"stage\": \"fine-tuning\"").doesNotContain("pre-training");
  }

  @Test
  void aSpaceThatCannotBeLookedAtIsRefusedBeforeTraining() {
    assertThat(run("space-of-few", "--space=required")).isEqualTo(USAGE);
    assertThat(run("space-of-none", "--space=required --no-pretraining")).isEqualTo(USAGE);
    assertThat(folder.resolve("space-of-few/releases")).isEmptyDirectory();
    assertThat(folder.resolve("space-of-few/training")).doesNotExist();
  }

  @Test
  void someStepsSayWhatAWholeRunCostsAndTheNextGoOnFromThem() throws IOException {
    String given = "--preset tiny --pretraining-epochs 1 --finetuning-epochs 1 ";
    String said = printed(() -> run("three", given + "--batch-positions 256 --max-steps 3"));
    assertThat(said)
        .contains("3 steps of pre-training", "tokens/s", "An epoch", "720,000 documents")
        .contains("64 positions");
    assertThat(folder.resolve("three/releases")).isEmptyDirectory();
    assertThat(run("three", given + "--batch-positions 256 --max-steps 3")).isEqualTo(USAGE);
    assertThat(printed(() -> run("three", given + "--batch-positions 256 --max-steps 5")))
        .contains("2 steps of pre-training");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--preset enormous",
        "--mode fast",
        "--pretraining-epochs 0",
        "--finetuning-epochs 0",
        "--max-steps 0",
        "--batch-positions 0",
        "--memory-positions -1",
        "--save-minutes -1",
        "--label-share 0",
        "--label-share 1.5",
        "--no-pretraining --pretraining-epochs 2"
      })
  void whatCannotBeDoneIsAnErrorOfUsage(String given) {
    assertThat(run("never", given)).isEqualTo(USAGE);
    assertThat(folder.resolve("never/training")).doesNotExist();
  }

  @Test
  void spansAreSaidInTheirTwoLargestUnits() {
    assertThat(CostReport.time(12.4)).isEqualTo("12 s");
    assertThat(CostReport.time(61)).isEqualTo("1 min 1 s");
    assertThat(CostReport.time(3600 * 25 + 1)).isEqualTo("1 d 1 h");
  }

  private static int run(String work, String given) {
    String command =
        "train --work %s/%s --study %s/study --corpus %s/corpus --vocabulary %s/vocabulary.json %s"
            .formatted(folder, work, folder, folder, folder, given);
    return Norn.run(command.split(" "));
  }

  private static String printed(Runnable command) {
    PrintStream before = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      command.run();
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Release onlyRelease(String work) throws IOException {
    try (Stream<Path> releases = Files.list(folder.resolve(work).resolve("releases"))) {
      List<Path> all = releases.toList();
      assertThat(all).hasSize(1);
      return Release.open(all.get(0));
    }
  }

  /** Dies more often with token 7. */
  private static CorpusExample person(int number) {
    SplittableRandom random = new SplittableRandom(number);
    int events = random.nextInt(3, 14);
    int length = 2 + 2 * events;
    int[] tokens = new int[length];
    int[] days = new int[length];
    float[] ages = new float[length];
    int[] segments = new int[length];
    Arrays.fill(tokens, 2);
    Arrays.fill(days, 42_368);
    Arrays.fill(ages, 50);
    Arrays.fill(segments, 1);
    tokens[0] = 1;
    for (int i = 0; i < events; i++) {
      tokens[2 + 2 * i] = random.nextInt(5, TOKENS);
      days[2 + 2 * i] -= 30 * (events - i);
      days[3 + 2 * i] -= 30 * (events - i);
    }
    boolean marked = Arrays.stream(tokens).anyMatch(token -> token == 7);
    OutcomeLabel label =
        random.nextDouble() < (marked ? 0.6 : 0.2) ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE;
    Split split = number % 4 == 0 ? Split.VALIDATION : number % 4 == 1 ? Split.TEST : Split.TRAIN;
    return new CorpusExample(
        new PersonSequence(
            new PersonId("person-" + number), tokens, days, ages, segments, 1, Instant.EPOCH),
        split,
        Map.of("death-4y", label));
  }

  private static String vocabularyJson() {
    List<String> special = List.of("[PAD]", "[CLS]", "[SEP]", "[MASK]", "[UNK]");
    StringBuilder tokens = new StringBuilder();
    for (int id = 0; id < TOKENS; id++) {
      String text = id < special.size() ? special.get(id) : "deaths.field=" + id;
      tokens
          .append(id == 0 ? "" : ",")
          .append("{\"id\":%d,\"text\":\"%s\",".formatted(id, text))
          .append("\"family\":\"special\",\"persons\":0}");
    }
    return "{\"format\":1,\"landmark\":\"2015-12-31\",\"minimum-persons\":1,"
        + "\"training-persons\":100,\"registers\":[],\"tokens\":["
        + tokens
        + "]}";
  }
}
