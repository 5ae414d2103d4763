package dev.norn.model.meds;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes rows of a form; parquet-floor writes no lists and keeps no metadata. */
final class MedsWriteSupport<T> extends WriteSupport<T> {

  private static final String LIST = "list";
  private static final String ELEMENT = "element";

  private final MedsForm<T> form;
  private RecordConsumer row;

  MedsWriteSupport(MedsForm<T> form) {
    this.form = form;
  }

  // Parquet still declares Hadoop's form abstract, deprecated as it is.
  @Deprecated
  @Override
  public WriteContext init(Configuration configuration) {
    return new WriteContext(form.schema(), form.metadata());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(form.schema(), form.metadata());
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    this.row = consumer;
  }

  @Override
  public void write(T value) {
    Object[] cells = form.cells().apply(value);
    row.startMessage();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != null) {
        String name = form.schema().getFieldName(i);
        row.startField(name, i);
        cell(cells[i]);
        row.endField(name, i);
      }
    }
    row.endMessage();
  }

  private void cell(Object value) {
    if (value instanceof Long number) {
      row.addLong(number);
    } else if (value instanceof Float number) {
      row.addFloat(number);
    } else if (value instanceof List<?> list) {
      list(list);
    } else {
      row.addBinary(Binary.fromString((String) value));
    }
  }

  private void list(List<?> values) {
    row.startGroup();
    if (!values.isEmpty()) {
      row.startField(LIST, 0);
      for (Object value : values) {
        row.startGroup();
        row.startField(ELEMENT, 0);
        cell(value);
        row.endField(ELEMENT, 0);
        row.endGroup();
      }
      row.endField(LIST, 0);
    }
    row.endGroup();
  }
}
