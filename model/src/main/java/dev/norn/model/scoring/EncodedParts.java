package dev.norn.model.scoring;

import blue.strategic.parquet.ValueWriter;
import dev.norn.cohort.Split;
import dev.norn.outcome.OutcomeLabel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** How encoded people lie in Parquet files. */
final class EncodedParts {

  private final List<String> outcomes;

  private EncodedParts(List<String> outcomes) {
    this.outcomes = outcomes;
  }

  static ParquetRows<EncodedPerson> in(Path folder, List<String> outcomes) {
    EncodedParts parts = new EncodedParts(outcomes);
    return new ParquetRows<>(folder, parts.schema(), parts::toRow, parts::ofRow);
  }

  private MessageType schema() {
    List<Type> columns = new ArrayList<>();
    columns.add(ParquetRows.text("person", Repetition.REQUIRED));
    columns.add(ParquetRows.date("landmark"));
    columns.add(ParquetRows.text("split", Repetition.REQUIRED));
    columns.add(Types.required(PrimitiveTypeName.FLOAT).named("age_at_landmark"));
    columns.add(ParquetRows.text("sex", Repetition.OPTIONAL));
    columns.add(Types.required(PrimitiveTypeName.INT64).named("history_version"));
    columns.add(ParquetRows.instant("newest_recorded"));
    for (String outcome : outcomes) {
      columns.add(Types.required(PrimitiveTypeName.FLOAT).named("logit_" + outcome));
      columns.add(ParquetRows.number("expected_count_" + outcome));
      columns.add(ParquetRows.text("likeliest_class_" + outcome, Repetition.OPTIONAL));
      columns.add(ParquetRows.number("class_probability_" + outcome));
      columns.add(ParquetRows.text("label_" + outcome, Repetition.REQUIRED));
    }
    return new MessageType("encoded_person", columns);
  }

  private void toRow(EncodedPerson person, ValueWriter row) {
    row.write("person", person.person());
    row.write("landmark", (int) person.landmark().toEpochDay());
    row.write("split", person.split().name());
    row.write("age_at_landmark", person.age());
    if (person.sex() != null) {
      row.write("sex", person.sex());
    }
    row.write("history_version", person.historyVersion());
    row.write("newest_recorded", micros(person.newestRecorded()));
    for (int i = 0; i < outcomes.size(); i++) {
      String suffix = "_" + outcomes.get(i);
      PredictedAnswer answer = person.answers()[i];
      row.write("logit" + suffix, person.logits()[i]);
      ParquetRows.writeUnlessNull(row, "expected_count" + suffix, answer.expectedCount());
      ParquetRows.writeUnlessNull(row, "likeliest_class" + suffix, answer.likeliestClass());
      ParquetRows.writeUnlessNull(row, "class_probability" + suffix, answer.classProbability());
      row.write("label" + suffix, person.labels()[i].name());
    }
  }

  private EncodedPerson ofRow(Map<String, Object> row) {
    float[] logits = new float[outcomes.size()];
    PredictedAnswer[] answers = new PredictedAnswer[outcomes.size()];
    OutcomeLabel[] labels = new OutcomeLabel[outcomes.size()];
    for (int i = 0; i < logits.length; i++) {
      String suffix = "_" + outcomes.get(i);
      logits[i] = (Float) row.get("logit" + suffix);
      answers[i] =
          new PredictedAnswer(
              (Double) row.get("expected_count" + suffix),
              (String) row.get("likeliest_class" + suffix),
              (Double) row.get("class_probability" + suffix));
      labels[i] = OutcomeLabel.valueOf((String) row.get("label" + suffix));
    }
    return new EncodedPerson(
        (String) row.get("person"),
        Split.valueOf((String) row.get("split")),
        LocalDate.ofEpochDay((Integer) row.get("landmark")),
        (Float) row.get("age_at_landmark"),
        (String) row.get("sex"),
        (Long) row.get("history_version"),
        instant((Long) row.get("newest_recorded")),
        logits,
        answers,
        labels);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
