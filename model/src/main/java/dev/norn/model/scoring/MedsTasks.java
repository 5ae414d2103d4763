package dev.norn.model.scoring;

import blue.strategic.parquet.ValueWriter;
import dev.norn.cohort.Split;
import dev.norn.model.meds.MedsSubject;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * A run in the form of the Medical Event Data Standard, for tools that read it: labels ({@code
 * labels/OUTCOME/}) and predictions ({@code predictions/OUTCOME/}) by subject and prediction time,
 * and the sides of the split ({@code metadata/subject_splits.parquet}). Schemas are those of {@code
 * meds} 0.4 and {@code meds-evaluation}.
 */
public final class MedsTasks {

  private static final String SPLIT_FILE = "subject_splits.parquet";

  private static final Type SUBJECT = Types.required(PrimitiveTypeName.INT64).named("subject_id");
  private static final Type TIME =
      Types.required(PrimitiveTypeName.INT64)
          .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
          .named("prediction_time");
  private static final MessageType LABELS =
      new MessageType(
          "label", SUBJECT, TIME, Types.required(PrimitiveTypeName.BOOLEAN).named("boolean_value"));
  private static final MessageType PREDICTIONS =
      new MessageType(
          "prediction",
          SUBJECT,
          TIME,
          Types.required(PrimitiveTypeName.BOOLEAN).named("boolean_value"),
          Types.required(PrimitiveTypeName.BOOLEAN).named("predicted_boolean_value"),
          Types.required(PrimitiveTypeName.FLOAT).named("predicted_boolean_probability"));
  private static final MessageType SPLITS =
      new MessageType("subject_split", SUBJECT, ParquetRows.text("split", Repetition.REQUIRED));
  private static final MessageType SUBJECTS =
      new MessageType("subject", SUBJECT, ParquetRows.text("person", Repetition.REQUIRED));

  /**
   * @param probability null where the run abstains
   */
  private record Task(String person, LocalDate landmark, boolean positive, Double probability) {}

  private final ScoringFolder run;
  private final Maturity maturity;

  private MedsTasks(ScoringFolder run, Maturity maturity) {
    this.run = run;
    this.maturity = maturity;
  }

  /**
   * People whose outcome is not known have no row; nor, among the predictions, have those whom the
   * run abstains on.
   *
   * @param run one that has ended
   * @param out made if absent; files of these names in it are replaced
   */
  public static void write(ScoringFolder run, Path out) throws IOException {
    SequenceStage stage =
        SequenceStage.read(run)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "[" + run.root() + "] the run has not ended; call norn score again"));
    new MedsTasks(run, Maturity.of(run.spec(), stage)).writeAll(out);
  }

  private void writeAll(Path out) throws IOException {
    List<OutcomeDefinition> outcomes = run.spec().outcomes();
    ParquetRows<EncodedPerson> encoded = EncodedParts.in(run.encoded(), run.spec().outcomeNames());
    ParquetRows<ScoredPerson> scored = ScoredParts.in(run.scores(), run.spec());
    List<EncodedPerson> everybody = new ArrayList<>();
    for (int part = 0; part < encoded.parts(); part++) {
      List<EncodedPerson> people = encoded.read(part);
      List<ScoredPerson> rows = scored.read(part);
      for (int i = 0; i < outcomes.size(); i++) {
        write(out, part, outcomes.get(i).name(), tasks(people, rows, i));
      }
      everybody.addAll(people);
    }
    writeSubjects(out.resolve("metadata"), everybody);
  }

  private static void writeSubjects(Path metadata, List<EncodedPerson> everybody)
      throws IOException {
    ParquetRows.write(
        metadata.resolve("subjects.parquet"), SUBJECTS, MedsTasks::subject, everybody);
    // A data set beside which the run is written knows the sides of more people.
    if (Files.exists(metadata.resolve("dataset.json"))
        && Files.exists(metadata.resolve(SPLIT_FILE))) {
      return;
    }
    ParquetRows.write(
        metadata.resolve(SPLIT_FILE),
        SPLITS,
        MedsTasks::split,
        everybody.stream().filter(person -> person.split() != Split.NONE).toList());
  }

  private List<Task> tasks(List<EncodedPerson> people, List<ScoredPerson> rows, int outcome) {
    int outcomes = run.spec().outcomes().size();
    boolean matured = maturity.reaches(run.spec().outcomes().get(outcome));
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      EncodedPerson person = people.get(i);
      OutcomeLabel label = person.labels()[outcome];
      if (label == OutcomeLabel.POSITIVE || (label == OutcomeLabel.NEGATIVE && matured)) {
        tasks.add(
            new Task(
                person.person(),
                person.landmark(),
                label == OutcomeLabel.POSITIVE,
                rows.get(i * outcomes + outcome).probability()));
      }
    }
    return tasks;
  }

  private static void write(Path out, int part, String outcome, List<Task> tasks)
      throws IOException {
    String file = ParquetRows.name(part);
    ParquetRows.write(
        out.resolve("labels").resolve(outcome).resolve(file), LABELS, MedsTasks::label, tasks);
    ParquetRows.write(
        out.resolve("predictions").resolve(outcome).resolve(file),
        PREDICTIONS,
        MedsTasks::prediction,
        tasks.stream().filter(task -> task.probability() != null).toList());
  }

  private static void label(Task task, ValueWriter row) {
    row.write("subject_id", MedsSubject.idOf(task.person()));
    row.write("prediction_time", endOf(task.landmark()));
    row.write("boolean_value", task.positive());
  }

  private static void prediction(Task task, ValueWriter row) {
    label(task, row);
    row.write("predicted_boolean_value", task.probability() >= 0.5);
    row.write("predicted_boolean_probability", task.probability().floatValue());
  }

  private static void split(EncodedPerson person, ValueWriter row) {
    row.write("subject_id", MedsSubject.idOf(person.person()));
    row.write("split", MedsSubject.side(person.split()));
  }

  private static void subject(EncodedPerson person, ValueWriter row) {
    row.write("subject_id", MedsSubject.idOf(person.person()));
    row.write("person", person.person());
  }

  /** The last microsecond of the day, so that what happened on it is before the prediction. */
  private static long endOf(LocalDate landmark) {
    return EncodedParts.micros(landmark.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)) - 1;
  }
}
