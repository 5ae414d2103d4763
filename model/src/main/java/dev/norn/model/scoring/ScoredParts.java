package dev.norn.model.scoring;

import blue.strategic.parquet.ValueWriter;
import dev.norn.cohort.Split;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** How a run's figures lie in Parquet files: for pandas, R and DuckDB, so each row says it all. */
final class ScoredParts {

  private static final MessageType SCHEMA =
      new MessageType(
          "scored_person",
          ParquetRows.text("person", Repetition.REQUIRED),
          ParquetRows.date("landmark"),
          ParquetRows.text("split", Repetition.REQUIRED),
          ParquetRows.text("outcome", Repetition.REQUIRED),
          ParquetRows.number("probability"),
          ParquetRows.number("low"),
          ParquetRows.number("high"),
          Types.optional(PrimitiveTypeName.INT32).named("decile"),
          ParquetRows.number("percentile"),
          ParquetRows.text("abstained", Repetition.OPTIONAL),
          ParquetRows.text("release", Repetition.REQUIRED),
          ParquetRows.text("calibration", Repetition.REQUIRED),
          Types.required(PrimitiveTypeName.INT64).named("history_version"),
          ParquetRows.instant("newest_recorded"),
          ParquetRows.number("expected_count"),
          ParquetRows.text("likeliest_class", Repetition.OPTIONAL),
          ParquetRows.number("class_probability"));

  private final ScoringSpec spec;

  private ScoredParts(ScoringSpec spec) {
    this.spec = spec;
  }

  static ParquetRows<ScoredPerson> in(Path folder, ScoringSpec spec) {
    ScoredParts parts = new ScoredParts(spec);
    return new ParquetRows<>(folder, SCHEMA, parts::toRow, ScoredParts::ofRow);
  }

  private void toRow(ScoredPerson scored, ValueWriter row) {
    row.write("person", scored.person());
    row.write("landmark", (int) scored.landmark().toEpochDay());
    row.write("split", scored.split().name());
    row.write("outcome", scored.outcome());
    ParquetRows.writeUnlessNull(row, "probability", scored.probability());
    ParquetRows.writeUnlessNull(row, "low", scored.low());
    ParquetRows.writeUnlessNull(row, "high", scored.high());
    ParquetRows.writeUnlessNull(row, "decile", scored.decile());
    ParquetRows.writeUnlessNull(row, "percentile", scored.percentile());
    ParquetRows.writeUnlessNull(row, "abstained", scored.abstained());
    row.write("release", spec.release());
    row.write("calibration", spec.calibration());
    row.write("history_version", scored.historyVersion());
    row.write("newest_recorded", EncodedParts.micros(scored.newestRecorded()));
    PredictedAnswer answer = scored.answer();
    ParquetRows.writeUnlessNull(row, "expected_count", answer.expectedCount());
    ParquetRows.writeUnlessNull(row, "likeliest_class", answer.likeliestClass());
    ParquetRows.writeUnlessNull(row, "class_probability", answer.classProbability());
  }

  private static ScoredPerson ofRow(Map<String, Object> row) {
    return new ScoredPerson(
        (String) row.get("person"),
        LocalDate.ofEpochDay((Integer) row.get("landmark")),
        Split.valueOf((String) row.get("split")),
        (String) row.get("outcome"),
        (Double) row.get("probability"),
        (Double) row.get("low"),
        (Double) row.get("high"),
        (Integer) row.get("decile"),
        (Double) row.get("percentile"),
        (String) row.get("abstained"),
        (Long) row.get("history_version"),
        EncodedParts.instant((Long) row.get("newest_recorded")),
        new PredictedAnswer(
            (Double) row.get("expected_count"),
            (String) row.get("likeliest_class"),
            (Double) row.get("class_probability")));
  }
}
