package dev.norn.model.corpus;

import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** Reads a shard row by row; memory holds one row group. */
final class ShardReader {

  private ShardReader() {}

  /** The caller closes the stream. */
  static Stream<CorpusExample> read(Path shard) throws IOException {
    ParquetReader<Group> reader = new Builder(new LocalInputFile(shard)).build();
    return Stream.generate(() -> next(reader))
        .takeWhile(Objects::nonNull)
        .map(ShardReader::example)
        .onClose(() -> close(reader));
  }

  private static Group next(ParquetReader<Group> reader) {
    try {
      return reader.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(ParquetReader<Group> reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CorpusExample example(Group row) {
    Group tokens = row.getGroup(CorpusSchema.TOKENS, 0);
    int length = tokens.getFieldRepetitionCount(CorpusSchema.LIST);
    float[] ages = new float[length];
    Group ageList = row.getGroup(CorpusSchema.AGES, 0);
    for (int i = 0; i < length; i++) {
      ages[i] = ageList.getGroup(CorpusSchema.LIST, i).getFloat(CorpusSchema.ELEMENT, 0);
    }
    PersonSequence sequence =
        new PersonSequence(
            new PersonId(row.getString(CorpusSchema.PERSON, 0)),
            ints(tokens, length),
            ints(row.getGroup(CorpusSchema.DAYS, 0), length),
            ages,
            ints(row.getGroup(CorpusSchema.SEGMENTS, 0), length),
            row.getLong(CorpusSchema.HISTORY_VERSION, 0),
            Instant.EPOCH.plus(row.getLong(CorpusSchema.NEWEST_RECORDED, 0), ChronoUnit.MICROS));
    return new CorpusExample(
        sequence, Split.valueOf(row.getString(CorpusSchema.SPLIT, 0)), labels(row));
  }

  private static int[] ints(Group list, int length) {
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = list.getGroup(CorpusSchema.LIST, i).getInteger(CorpusSchema.ELEMENT, 0);
    }
    return values;
  }

  private static Map<String, OutcomeLabel> labels(Group row) {
    Map<String, OutcomeLabel> labels = new HashMap<>();
    for (String outcome : CorpusSchema.outcomes((MessageType) row.getType())) {
      String column = CorpusSchema.LABEL_PREFIX + outcome;
      if (row.getFieldRepetitionCount(column) == 0) {
        labels.put(outcome, OutcomeLabel.UNKNOWN);
      } else {
        labels.put(
            outcome,
            row.getInteger(column, 0) == 1 ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE);
      }
    }
    return labels;
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
