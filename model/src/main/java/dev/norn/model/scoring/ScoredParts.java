package dev.norn.model.scoring;

import blue.strategic.parquet.ValueWriter;
import dev.norn.cohort.Split;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
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
          optional("probability"),
          optional("low"),
          optional("high"),
          Types.optional(PrimitiveTypeName.INT32).named("decile"),
          optional("percentile"),
          ParquetRows.text("abstained", Repetition.OPTIONAL),
          ParquetRows.text("release", Repetition.REQUIRED),
          ParquetRows.text("calibration", Repetition.REQUIRED),
          Types.required(PrimitiveTypeName.INT64).named("history_version"),
          ParquetRows.instant("newest_recorded"));

  private final ScoringSpec spec;

  private ScoredParts(ScoringSpec spec) {
    this.spec = spec;
  }

  static ParquetRows<ScoredPerson> in(Path folder, ScoringSpec spec) {
    ScoredParts parts = new ScoredParts(spec);
    return new ParquetRows<>(folder, SCHEMA, parts::toRow, ScoredParts::ofRow);
  }

  private static Type optional(String name) {
    return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
  }

  private void toRow(ScoredPerson scored, ValueWriter row) {
    row.write("person", scored.person());
    row.write("landmark", (int) scored.landmark().toEpochDay());
    row.write("split", scored.split().name());
    row.write("outcome", scored.outcome());
    writeUnlessNull(row, "probability", scored.probability());
    writeUnlessNull(row, "low", scored.low());
    writeUnlessNull(row, "high", scored.high());
    writeUnlessNull(row, "decile", scored.decile());
    writeUnlessNull(row, "percentile", scored.percentile());
    writeUnlessNull(row, "abstained", scored.abstained());
    row.write("release", spec.release());
    row.write("calibration", spec.calibration());
    row.write("history_version", scored.historyVersion());
    row.write("newest_recorded", EncodedParts.micros(scored.newestRecorded()));
  }

  private static void writeUnlessNull(ValueWriter row, String name, Object value) {
    if (value != null) {
      row.write(name, value);
    }
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
        EncodedParts.instant((Long) row.get("newest_recorded")));
  }
}
