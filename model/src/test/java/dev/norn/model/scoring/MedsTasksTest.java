package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.ParquetReader;
import dev.norn.cohort.Cohort;
import dev.norn.cohort.FactRule;
import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MedsTasksTest {

  private static final LocalDate LANDMARK = LocalDate.parse("2015-12-31");
  private static final String TIME =
      "prediction_time=" + (EncodedParts.micros(Instant.parse("2016-01-01T00:00:00Z")) - 1);

  @TempDir private Path folder;

  @Test
  void labelsAndPredictionsOfAMaturedOutcomeAreThoseOfTheRun() throws Exception {
    MedsTasks.write(run("2019-12-31"), folder.resolve("meds"));
    assertThat(rows("labels/death/part-00000.parquet"))
        .containsExactly(
            List.of("subject_id=1", TIME, "boolean_value=true"),
            List.of("subject_id=2", TIME, "boolean_value=false"),
            List.of("subject_id=3", TIME, "boolean_value=false"));
    // The third is abstained on, of the fourth nothing is known.
    assertThat(rows("predictions/death/part-00000.parquet"))
        .containsExactly(
            List.of(
                "subject_id=1",
                TIME,
                "boolean_value=true",
                "predicted_boolean_value=true",
                "predicted_boolean_probability=0.75"),
            List.of(
                "subject_id=2",
                TIME,
                "boolean_value=false",
                "predicted_boolean_value=false",
                "predicted_boolean_probability=0.25"));
    assertThat(rows("metadata/subject_splits.parquet"))
        .containsExactly(
            List.of("subject_id=1", "split=train"),
            List.of("subject_id=2", "split=tuning"),
            List.of("subject_id=3", "split=held_out"),
            List.of("subject_id=4", "split=held_out"));
  }

  @Test
  void whoMayStillHaveTheOutcomeHasNoLabel() throws Exception {
    MedsTasks.write(run("2019-12-30"), folder.resolve("meds"));
    assertThat(rows("labels/death/part-00000.parquet"))
        .containsExactly(List.of("subject_id=1", TIME, "boolean_value=true"));
  }

  @Test
  void theSidesThatADataSetBesideItStatesStay() throws Exception {
    Path metadata = Files.createDirectories(folder.resolve("meds/metadata"));
    Files.writeString(metadata.resolve("dataset.json"), "{}");
    Files.writeString(metadata.resolve("subject_splits.parquet"), "of everybody");
    MedsTasks.write(run("2019-12-31"), folder.resolve("meds"));
    assertThat(metadata.resolve("subject_splits.parquet")).hasContent("of everybody");
  }

  @Test
  void aRunThatHasNotEndedIsRefused() throws Exception {
    ScoringFolder begun = ScoringFolder.of(folder.resolve("begun"), spec("2019-12-31"));
    assertThatThrownBy(() -> MedsTasks.write(begun, folder.resolve("meds")))
        .hasMessageContaining("the run has not ended");
  }

  private List<List<String>> rows(String file) throws IOException {
    try (Stream<String[]> rows =
        ParquetReader.streamContentToStrings(folder.resolve("meds").resolve(file).toFile())) {
      return rows.map(List::of).toList();
    }
  }

  private ScoringFolder run(String coveredTo) throws Exception {
    ScoringFolder run = ScoringFolder.of(folder.resolve("run"), spec(coveredTo));
    new SequenceStage(4, List.of(), "2021-01-01T00:00:00Z").write(run);
    EncodedParts.in(run.encoded(), run.spec().outcomeNames())
        .write(
            0,
            List.of(
                encoded(1, Split.TRAIN, OutcomeLabel.POSITIVE),
                encoded(2, Split.VALIDATION, OutcomeLabel.NEGATIVE),
                encoded(3, Split.TEST, OutcomeLabel.NEGATIVE),
                encoded(4, Split.TEST, OutcomeLabel.UNKNOWN)));
    ScoredParts.in(run.scores(), run.spec())
        .write(0, List.of(scored(1, 0.75), scored(2, 0.25), scored(3, null), scored(4, 0.5)));
    return run;
  }

  private static ScoringSpec spec(String coveredTo) {
    Cohort adults =
        DefinitionFile.fromJson(
            """
            {"cohort": "adults", "landmark": "2015-12-31",
             "split": {"seed": 1, "train": 0.7, "validation": 0.15, "test": 0.15}}""",
            Cohort.class);
    OutcomeDefinition death =
        new OutcomeDefinition(
            "death",
            "P4Y",
            null,
            List.of(new FactRule("vital", null, null, null, null)),
            null,
            null);
    return new ScoringSpec(
        "run",
        "r1",
        "own",
        adults,
        List.of(death),
        AbstentionRule.NONE,
        Set.of(),
        List.of(),
        coveredTo,
        null,
        Instant.EPOCH.toString());
  }

  private static String pseudonym(int number) {
    return "%015x".formatted(number) + "f".repeat(17);
  }

  private static EncodedPerson encoded(int number, Split split, OutcomeLabel label) {
    return new EncodedPerson(
        pseudonym(number),
        split,
        LANDMARK,
        50,
        null,
        1,
        Instant.EPOCH,
        new float[] {0},
        new PredictedAnswer[] {PredictedAnswer.NOTHING},
        new OutcomeLabel[] {label});
  }

  private static ScoredPerson scored(int number, Double probability) {
    return new ScoredPerson(
        pseudonym(number),
        LANDMARK,
        Split.TEST,
        "death",
        probability,
        null,
        null,
        null,
        null,
        probability == null ? "RISK_ABOVE_BOUND" : null,
        1,
        Instant.EPOCH,
        PredictedAnswer.NOTHING);
  }
}
