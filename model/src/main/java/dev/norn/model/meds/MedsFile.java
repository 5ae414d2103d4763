package dev.norn.model.meds;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** A file that is written row by row, with memory bounded by a row group. The caller closes it. */
final class MedsFile<T> implements Closeable {

  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final ParquetWriter<T> writer;

  private MedsFile(ParquetWriter<T> writer) {
    this.writer = writer;
  }

  /**
   * @param file replaced where it exists
   */
  static <T> MedsFile<T> create(Path file, MedsForm<T> form) throws IOException {
    return new MedsFile<>(
        new Builder<>(new LocalOutputFile(file), new MedsWriteSupport<>(form))
            .withConf(new PlainParquetConfiguration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build());
  }

  void write(T row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final WriteSupport<T> support;

    Builder(OutputFile file, WriteSupport<T> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    // Parquet still declares Hadoop's form abstract, deprecated as it is.
    @Deprecated
    @Override
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }
}
