package dev.norn.model.corpus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/**
 * Writes one shard, row by row; equal rows in equal order are equal bytes. Several writers may fill
 * the shards of a corpus at once, each from one thread; {@link Corpus#seal} then makes the corpus.
 * The caller closes it; a shard that was not closed cannot be read.
 */
public final class CorpusWriter implements Closeable {

  // Bounds memory while writing and while reading; a row group is the unit of both.
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private final Path shard;
  private final List<String> outcomes;
  private final int maxLength;
  private final ParquetWriter<CorpusExample> writer;

  private CorpusWriter(
      Path shard, CorpusDescription description, ParquetWriter<CorpusExample> writer) {
    this.shard = shard;
    this.outcomes = description.outcomes();
    this.maxLength = description.maxLength();
    this.writer = writer;
  }

  /**
   * @param shard a file ending in {@code .parquet} in the corpus folder; replaced when it exists
   */
  public static CorpusWriter create(Path shard, CorpusDescription description) throws IOException {
    // Refuses names that the manifest could not list.
    new CorpusShard(shard.getFileName().toString(), 0, "");
    Map<String, String> metadata =
        Map.of(
            "norn.format", Integer.toString(CorpusManifest.FORMAT),
            "norn.vocabulary", description.vocabularyHash());
    ParquetWriter<CorpusExample> writer =
        new Builder(
                new LocalOutputFile(shard), new ExampleWriteSupport(description.forms(), metadata))
            .withConf(new PlainParquetConfiguration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
    return new CorpusWriter(shard, description, writer);
  }

  /**
   * @throws CorpusException when the example's outcomes are not those of the corpus, or it is too
   *     long
   */
  public void write(CorpusExample example) throws IOException {
    if (!List.copyOf(example.labels().keySet()).equals(outcomes)) {
      throw new CorpusException(
          shard.toString(),
          "an example has labels for "
              + example.labels().keySet()
              + ", the corpus has the outcomes "
              + outcomes
              + "; label every outcome, with UNKNOWN where nothing is known");
    }
    if (example.sequence().length() > maxLength) {
      throw new CorpusException(
          shard.toString(),
          "a sequence has "
              + example.sequence().length()
              + " positions, the corpus allows "
              + maxLength
              + "; assemble sequences with the corpus' maxLength");
    }
    writer.write(example);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<CorpusExample, Builder> {
    private final ExampleWriteSupport support;

    Builder(OutputFile file, ExampleWriteSupport support) {
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
    protected WriteSupport<CorpusExample> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<CorpusExample> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }
}
