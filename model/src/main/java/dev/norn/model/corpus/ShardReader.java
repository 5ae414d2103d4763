package dev.norn.model.corpus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Reads a shard row by row, one row group in memory at a time. */
final class ShardReader implements Closeable {

  private final Path shard;
  private final ParquetReader<ShardRow> reader;

  private ShardReader(Path shard, ParquetReader<ShardRow> reader) {
    this.shard = shard;
    this.reader = reader;
  }

  static ShardReader open(Path shard, MessageType columns) throws IOException {
    return new ShardReader(shard, new Builder(new LocalInputFile(shard), columns).build());
  }

  /** The shard's own columns and metadata. */
  static FileMetaData describe(Path shard) throws IOException {
    try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(shard))) {
      return file.getFileMetaData();
    } catch (RuntimeException e) {
      throw new CorpusException(
          shard.toString(),
          "is not a finished Parquet file; its writer was not closed: write the shard again",
          e);
    }
  }

  /**
   * @return the same object each time, with the next row's values; null after the last row
   */
  ShardRow next() {
    try {
      return reader.read();
    } catch (IOException e) {
      throw new CorpusException(shard.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Builder extends ParquetReader.Builder<ShardRow> {
    private final MessageType columns;

    Builder(InputFile file, MessageType columns) {
      super(file, new PlainParquetConfiguration());
      this.columns = columns;
    }

    @Override
    protected ReadSupport<ShardRow> getReadSupport() {
      return new RowReadSupport(columns);
    }
  }

  private static final class RowReadSupport extends ReadSupport<ShardRow> {
    private final MessageType columns;

    RowReadSupport(MessageType columns) {
      this.columns = columns;
    }

    @Override
    public ReadContext init(InitContext context) {
      return new ReadContext(columns);
    }

    // Parquet still declares Hadoop's form abstract, deprecated as it is.
    @Deprecated
    @Override
    public RecordMaterializer<ShardRow> prepareForRead(
        Configuration configuration,
        Map<String, String> metadata,
        MessageType schema,
        ReadContext context) {
      return new RowMaterializer(new ShardRow(columns));
    }

    @Override
    public RecordMaterializer<ShardRow> prepareForRead(
        ParquetConfiguration configuration,
        Map<String, String> metadata,
        MessageType schema,
        ReadContext context) {
      return new RowMaterializer(new ShardRow(columns));
    }
  }

  private static final class RowMaterializer extends RecordMaterializer<ShardRow> {
    private final ShardRow row;

    RowMaterializer(ShardRow row) {
      this.row = row;
    }

    @Override
    public ShardRow getCurrentRecord() {
      return row;
    }

    @Override
    public GroupConverter getRootConverter() {
      return row;
    }
  }
}
