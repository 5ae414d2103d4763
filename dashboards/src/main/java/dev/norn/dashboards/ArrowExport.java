package dev.norn.dashboards;

import dev.norn.dashboards.ReadRows.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * An Arrow IPC stream of a record batch for each page: provenance in the schema's metadata, each
 * view column's comment in its field's.
 */
final class ArrowExport {

  private ArrowExport() {}

  static void write(RowsPages pages, Map<String, String> provenance, OutputStream out)
      throws IOException, SQLException {
    ReadRows rows = pages.next();
    try (var allocator = new RootAllocator();
        var root = VectorSchemaRoot.create(schema(rows, provenance), allocator);
        var writer = new ArrowStreamWriter(root, null, out)) {
      writer.start();
      for (; rows != null; rows = pages.next()) {
        fill(root, rows);
        writer.writeBatch();
      }
      writer.end();
    }
  }

  static Schema schema(ReadRows rows, Map<String, String> provenance) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < rows.columns().size(); i++) {
      fields.add(field(rows, i));
    }
    return new Schema(fields, provenance);
  }

  private static Field field(ReadRows rows, int index) {
    Column column = rows.columns().get(index);
    List<Field> children =
        column.type() == ReadRows.Type.EMBEDDING
            ? List.of(Field.notNullable("item", single()))
            : List.of();
    var type = new FieldType(true, type(rows, index), null, Map.of("comment", column.comment()));
    return new Field(column.name(), type, children);
  }

  private static ArrowType type(ReadRows rows, int index) {
    return switch (rows.columns().get(index).type()) {
      case TEXT -> ArrowType.Utf8.INSTANCE;
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case INSTANT -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
      case INTEGER -> new ArrowType.Int(Long.SIZE, true);
      case SHORT_INTEGER -> new ArrowType.Int(Integer.SIZE, true);
      case NUMBER -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case SINGLE -> single();
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case EMBEDDING -> new ArrowType.FixedSizeList(rows.width(index));
    };
  }

  private static ArrowType single() {
    return new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
  }

  private static void fill(VectorSchemaRoot root, ReadRows rows) {
    root.allocateNew();
    for (int row = 0; row < rows.rows().size(); row++) {
      Object[] values = rows.rows().get(row);
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null) {
          set(root.getVector(i), row, values[i]);
        }
      }
    }
    root.setRowCount(rows.rows().size());
  }

  private static void set(FieldVector vector, int row, Object value) {
    if (vector instanceof VarCharVector texts) {
      texts.setSafe(row, value.toString().getBytes(StandardCharsets.UTF_8));
    } else if (vector instanceof DateDayVector days) {
      days.setSafe(row, Math.toIntExact(((LocalDate) value).toEpochDay()));
    } else if (vector instanceof TimeStampMicroTZVector times) {
      times.setSafe(row, micros((OffsetDateTime) value));
    } else if (vector instanceof BigIntVector integers) {
      integers.setSafe(row, (Long) value);
    } else if (vector instanceof IntVector integers) {
      integers.setSafe(row, (Integer) value);
    } else if (vector instanceof Float8Vector numbers) {
      numbers.setSafe(row, (Double) value);
    } else if (vector instanceof Float4Vector numbers) {
      numbers.setSafe(row, (Float) value);
    } else if (vector instanceof BitVector bits) {
      bits.setSafe(row, (Boolean) value ? 1 : 0);
    } else if (vector instanceof FixedSizeListVector embeddings) {
      set(embeddings, row, (float[]) value);
    }
  }

  private static void set(FixedSizeListVector embeddings, int row, float[] numbers) {
    var items = (Float4Vector) embeddings.getDataVector();
    int first = embeddings.startNewValue(row);
    for (int i = 0; i < numbers.length; i++) {
      items.setSafe(first + i, numbers[i]);
    }
  }

  static long micros(OffsetDateTime time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant());
  }
}
