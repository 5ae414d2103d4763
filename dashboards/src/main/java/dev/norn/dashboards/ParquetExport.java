package dev.norn.dashboards;

import dev.norn.dashboards.ReadRows.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A Parquet file: provenance among the footer's keys, and the schema that {@link ArrowExport} would
 * write, so that pyarrow and R read the columns' comments and embeddings of fixed size.
 */
final class ParquetExport {

  /** Where readers of Arrow look for the schema that the columns came from. */
  private static final String ARROW_SCHEMA = "ARROW:schema";

  private static final long ROW_GROUP_BYTES = 16L << 20;

  private ParquetExport() {}

  static void write(RowsPages pages, Map<String, String> provenance, OutputStream out)
      throws IOException, SQLException {
    ReadRows rows = pages.next();
    var support = new ParquetRowSupport(schema(rows), footer(rows, provenance));
    try (ParquetWriter<Object[]> writer =
        new Builder(new StreamedFile(out), support)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build()) {
      for (; rows != null; rows = pages.next()) {
        for (Object[] row : rows.rows()) {
          writer.write(row);
        }
      }
    }
  }

  private static Map<String, String> footer(ReadRows rows, Map<String, String> provenance) {
    Map<String, String> footer = new LinkedHashMap<>(provenance);
    byte[] schema = ArrowExport.schema(rows, provenance).serializeAsMessage();
    footer.put(ARROW_SCHEMA, Base64.getEncoder().encodeToString(schema));
    return footer;
  }

  private static MessageType schema(ReadRows rows) {
    return new MessageType("norn", rows.columns().stream().map(ParquetExport::type).toList());
  }

  private static Type type(Column column) {
    return switch (column.type()) {
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case DATE ->
          Types.optional(PrimitiveTypeName.INT32)
              .as(LogicalTypeAnnotation.dateType())
              .named(column.name());
      case INSTANT ->
          Types.optional(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(column.name());
      case INTEGER -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case SHORT_INTEGER -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
      case SINGLE -> Types.optional(PrimitiveTypeName.FLOAT).named(column.name());
      case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case EMBEDDING ->
          Types.optionalList().requiredElement(PrimitiveTypeName.FLOAT).named(column.name());
    };
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final ParquetRowSupport support;

    Builder(OutputFile file, ParquetRowSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    // Parquet still declares Hadoop's form abstract, deprecated as it is.
    @Deprecated
    @Override
    protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }
}
