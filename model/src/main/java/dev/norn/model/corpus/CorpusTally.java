package dev.norn.model.corpus;

import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Counts what finished shards hold, reading only the columns that are counted. */
final class CorpusTally {

  private final CorpusDescription description;
  private final MessageType expected;
  private final Map<Split, Long> people = new EnumMap<>(Split.class);
  private final Map<String, Map<Split, LabelCounts>> labels = new TreeMap<>();
  // Eight bytes a person: enough to find one that was written twice.
  private long[] fingerprints = new long[1024];
  private int seen;

  CorpusTally(CorpusDescription description) {
    this.description = description;
    this.expected = CorpusSchema.of(description.forms());
    description.outcomes().forEach(name -> labels.put(name, new EnumMap<>(Split.class)));
  }

  CorpusShard add(Path shard) throws IOException {
    requireFits(shard);
    int before = seen;
    try (ShardReader reader = ShardReader.open(shard, counted())) {
      for (ShardRow row = reader.next(); row != null; row = reader.next()) {
        count(row);
      }
    }
    return new CorpusShard(shard.getFileName().toString(), seen - before, ContentHash.of(shard));
  }

  Map<Split, Long> people() {
    return people;
  }

  Map<String, Map<Split, LabelCounts>> labels() {
    return labels;
  }

  /**
   * @throws CorpusException when somebody is in the corpus twice
   */
  void requireEachPersonOnce(Path folder) {
    long[] sorted = Arrays.copyOf(fingerprints, seen);
    Arrays.sort(sorted);
    int twice = 0;
    for (int i = 1; i < sorted.length; i++) {
      twice += sorted[i] == sorted[i - 1] ? 1 : 0;
    }
    if (twice > 0) {
      throw new CorpusException(
          folder.toString(),
          twice
              + " rows repeat a person, who could then both train and test a model; remove shards"
              + " of earlier runs and build the corpus again");
    }
  }

  private MessageType counted() {
    List<Type> columns =
        expected.getFields().stream()
            .filter(
                field ->
                    Stream.of(CorpusSchema.PERSON, CorpusSchema.SPLIT)
                            .anyMatch(field.getName()::equals)
                        || field.getName().startsWith(CorpusSchema.LABEL_PREFIX))
            .toList();
    return new MessageType(expected.getName(), columns);
  }

  private void count(ShardRow row) {
    people.merge(row.split(), 1L, Long::sum);
    row.labels()
        .forEach(
            (outcome, label) ->
                labels
                    .get(outcome)
                    .merge(
                        row.split(),
                        LabelCounts.NONE.plus(label),
                        (have, one) -> have.plus(label)));
    if (seen == fingerprints.length) {
      fingerprints = Arrays.copyOf(fingerprints, 2 * seen);
    }
    fingerprints[seen++] = fingerprint(new PersonId(row.person()));
  }

  private static long fingerprint(PersonId person) {
    byte[] hash = HexFormat.of().parseHex(ContentHash.of(person.value()));
    return ByteBuffer.wrap(hash).getLong();
  }

  private void requireFits(Path shard) throws IOException {
    FileMetaData found = ShardReader.describe(shard);
    String vocabulary = found.getKeyValueMetaData().get("norn.vocabulary");
    if (!description.vocabularyHash().equals(vocabulary)) {
      throw new CorpusException(
          shard.toString(),
          "was written with vocabulary "
              + vocabulary
              + ", the corpus is of "
              + description.vocabularyHash()
              + "; remove shards of earlier runs and build the corpus again");
    }
    if (!found.getSchema().equals(expected)) {
      throw new CorpusException(
          shard.toString(),
          "has the columns of outcomes "
              + CorpusSchema.outcomeColumns(found.getSchema())
              + ", the corpus "
              + CorpusSchema.outcomeColumns(expected)
              + "; build the corpus again");
    }
  }
}
