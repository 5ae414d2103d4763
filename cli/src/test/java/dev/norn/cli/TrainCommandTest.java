package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.release.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @TempDir static Path folder;

  @BeforeAll
  static void write() throws IOException {
    TestingCorpus.write(folder);
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
  void privateTrainingSaysItsEpsilonInTheRelease() throws IOException {
    String given = "--epsilon 7 --people-per-step 40 --no-pretraining --finetuning-epochs 1";
    assertThat(run("private", given)).isEqualTo(DONE);
    Release release = onlyRelease("private");
    assertThat(release.privacy().orElseThrow().epsilon()).isBetween(6.5, 7.0);
    assertThat(Files.readString(release.folder().resolve("release.json")))
        .contains("\"noiseMultiplier\"", "\"notCovered\"");
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
        "--no-pretraining --pretraining-epochs 2",
        "--epsilon 0",
        "--epsilon NaN",
        "--epsilon 1 --noise-multiplier 2",
        "--epsilon 1 --delta 0.5",
        "--delta 1e-6",
        "--epsilon 1 --mode paper",
        "--epsilon 1 --space=reported",
        "--epsilon 1 --batch-positions 512",
        "--epsilon 1 --people-per-step 0",
        "--noise-multiplier -1"
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
}
