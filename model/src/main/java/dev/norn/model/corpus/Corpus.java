package dev.norn.model.corpus;

import dev.norn.cohort.Split;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A finished corpus: a folder of Parquet shards and their manifest. Immutable; several readers may
 * read it at once.
 */
public final class Corpus {

  private final Path folder;
  private final CorpusManifest manifest;

  private Corpus(Path folder, CorpusManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * @throws CorpusException when the folder holds no whole corpus, or a shard is not as it was
   *     written
   */
  public static Corpus open(Path folder) {
    CorpusManifest manifest = CorpusManifest.read(folder);
    for (CorpusShard shard : manifest.shards()) {
      requireUnchanged(folder.resolve(shard.name()), shard);
    }
    return new Corpus(folder, manifest);
  }

  /**
   * Counts the closed shards in a folder and writes the manifest: from then on it is a corpus.
   *
   * @throws CorpusException when there is no shard
   */
  public static Corpus seal(Path folder, CorpusDescription description) throws IOException {
    List<CorpusShard> shards = new ArrayList<>();
    Map<Split, Long> people = new EnumMap<>(Split.class);
    Map<String, Map<Split, LabelCounts>> labels = new TreeMap<>();
    description.outcomes().forEach(name -> labels.put(name, new EnumMap<>(Split.class)));
    for (Path file : shardFiles(folder)) {
      long[] rows = {0};
      try (Stream<CorpusExample> examples = ShardReader.read(file)) {
        examples.forEachOrdered(
            example -> {
              rows[0]++;
              people.merge(example.split(), 1L, Long::sum);
              example.labels().forEach((name, label) -> count(labels, name, example, label));
            });
      }
      shards.add(new CorpusShard(file.getFileName().toString(), rows[0], ContentHash.of(file)));
    }
    if (shards.isEmpty()) {
      throw new CorpusException(folder.toString(), "holds no shards; build the corpus again");
    }
    CorpusManifest manifest = CorpusManifest.of(description, shards, people, labels);
    Files.writeString(folder.resolve(CorpusManifest.FILE), CanonicalJson.write(manifest));
    return new Corpus(folder, manifest);
  }

  private static void count(
      Map<String, Map<Split, LabelCounts>> labels,
      String outcome,
      CorpusExample example,
      OutcomeLabel label) {
    labels
        .get(outcome)
        .compute(
            example.split(),
            (split, counts) -> (counts == null ? LabelCounts.NONE : counts).plus(label));
  }

  private static List<Path> shardFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[A-Za-z0-9].*\\.parquet"))
          .sorted()
          .toList();
    }
  }

  private static void requireUnchanged(Path file, CorpusShard shard) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new CorpusException(file.toString(), "is missing; build the corpus again");
      }
      if (!ContentHash.of(file).equals(shard.sha256())) {
        throw new CorpusException(
            file.toString(), "was changed after it was written; build the corpus again");
      }
    } catch (IOException e) {
      throw new CorpusException(file.toString(), "cannot be read", e);
    }
  }

  public CorpusManifest manifest() {
    return manifest;
  }

  /**
   * People of one split, in the order of shards and rows, read as the stream is consumed. The
   * caller closes the stream.
   */
  public Stream<CorpusExample> examples(Split split) {
    return manifest.shards().stream()
        .flatMap(shard -> shard(folder.resolve(shard.name())))
        .filter(example -> example.split() == split);
  }

  private static Stream<CorpusExample> shard(Path file) {
    try {
      return ShardReader.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
