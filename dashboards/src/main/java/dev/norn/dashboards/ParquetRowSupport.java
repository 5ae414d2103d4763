package dev.norn.dashboards;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes rows of {@link ReadRows}: a value for each column of the schema, null left out. */
final class ParquetRowSupport extends WriteSupport<Object[]> {

  private final MessageType schema;
  private final Map<String, String> footer;
  private RecordConsumer row;

  ParquetRowSupport(MessageType schema, Map<String, String> footer) {
    this.schema = schema;
    this.footer = footer;
  }

  // Parquet still declares Hadoop's form abstract, deprecated as it is.
  @Deprecated
  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema, footer);
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, footer);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    this.row = consumer;
  }

  @Override
  public void write(Object[] values) {
    row.startMessage();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        row.startField(schema.getFieldName(i), i);
        cell(values[i]);
        row.endField(schema.getFieldName(i), i);
      }
    }
    row.endMessage();
  }

  private void cell(Object value) {
    if (value instanceof LocalDate day) {
      row.addInteger(Math.toIntExact(day.toEpochDay()));
    } else if (value instanceof OffsetDateTime time) {
      row.addLong(ArrowExport.micros(time));
    } else if (value instanceof Long number) {
      row.addLong(number);
    } else if (value instanceof Integer number) {
      row.addInteger(number);
    } else if (value instanceof Float number) {
      row.addFloat(number);
    } else if (value instanceof Boolean bit) {
      row.addBoolean(bit);
    } else if (value instanceof Double number) {
      row.addDouble(number);
    } else if (value instanceof float[] numbers) {
      list(numbers);
    } else {
      row.addBinary(Binary.fromString((String) value));
    }
  }

  private void list(float[] numbers) {
    row.startGroup();
    if (numbers.length > 0) {
      row.startField("list", 0);
      for (float number : numbers) {
        row.startGroup();
        row.startField("element", 0);
        row.addFloat(number);
        row.endField("element", 0);
        row.endGroup();
      }
      row.endField("list", 0);
    }
    row.endGroup();
  }
}
