package dev.norn.model.corpus;

import dev.norn.cohort.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A finished corpus: a folder of Parquet shards and {@code manifest.json}. Immutable; may be read
 * by several threads at once, each with its own stream.
 */
public final class Corpus {

  private final Path folder;
  private final CorpusManifest manifest;

  private Corpus(Path folder, CorpusManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Checks every shard against the manifest, which reads each file once.
   *
   * @throws CorpusException when the manifest is missing, of a newer format or changed, or a shard
   *     is missing or changed
   */
  public static Corpus open(Path folder) {
    CorpusManifest manifest = CorpusManifest.read(folder);
    for (CorpusShard shard : manifest.shards()) {
      verify(folder.resolve(shard.name()), shard);
    }
    return new Corpus(folder, manifest);
  }

  /**
   * Makes a corpus of all {@code *.parquet} files in the folder: counts them, and writes the
   * manifest that names them. The same shards and description give the same id.
   *
   * @throws CorpusException when there is no shard, a shard is unfinished, belongs to another
   *     vocabulary or other outcomes, or a person occurs twice
   */
  public static Corpus seal(Path folder, CorpusDescription description) throws IOException {
    List<Path> files = parquetFiles(folder);
    if (files.isEmpty()) {
      throw new CorpusException(folder.toString(), "no shard to seal; write shards first");
    }
    CorpusTally tally = new CorpusTally(description);
    List<CorpusShard> shards = new ArrayList<>();
    for (Path file : files) {
      shards.add(tally.add(file));
    }
    tally.requireEachPersonOnce(folder);
    CorpusManifest manifest =
        CorpusManifest.of(description, shards, tally.people(), tally.labels());
    // Written aside and moved, so that a corpus has either its whole manifest or none.
    Path aside =
        Files.writeString(folder.resolve("manifest.json.part"), CanonicalJson.write(manifest));
    Files.move(aside, folder.resolve(CorpusManifest.FILE), StandardCopyOption.REPLACE_EXISTING);
    return new Corpus(folder, manifest);
  }

  public CorpusManifest manifest() {
    return manifest;
  }

  /**
   * @param vocabularyHash of the vocabulary a model is to use
   * @return this corpus
   * @throws CorpusException when the corpus holds token ids of another vocabulary
   */
  public Corpus requireVocabulary(String vocabularyHash) {
    String own = manifest.description().vocabularyHash();
    if (!own.equals(vocabularyHash)) {
      throw new CorpusException(
          folder.toString(),
          "holds token ids of vocabulary "
              + own
              + ", wanted "
              + vocabularyHash
              + "; use the vocabulary it was built with, or build it again");
    }
    return this;
  }

  /**
   * The people of a split, in order of shard name, then row: the same at every call. Holds one row
   * group in memory. The caller closes the stream.
   */
  public Stream<CorpusExample> examples(Split split) {
    return examples(Set.of(split));
  }

  /** The people of all splits, in order of shard name, then row; otherwise as {@link #examples}. */
  public Stream<CorpusExample> everybody() {
    return examples(EnumSet.allOf(Split.class));
  }

  private Stream<CorpusExample> examples(Set<Split> splits) {
    List<Path> files = manifest.shards().stream().map(s -> folder.resolve(s.name())).toList();
    ExampleIterator iterator = new ExampleIterator(files, manifest.description().forms(), splits);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                iterator, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(iterator::close);
  }

  private static void verify(Path file, CorpusShard shard) {
    if (!Files.isRegularFile(file)) {
      throw new CorpusException(
          file.toString(), "the shard is missing; copy the whole folder, or build it again");
    }
    try {
      String found = ContentHash.of(file);
      if (!found.equals(shard.sha256())) {
        throw new CorpusException(
            file.toString(),
            "the shard was changed (sha256 "
                + found
                + ", the manifest says "
                + shard.sha256()
                + "); copy it again, or build the corpus again");
      }
    } catch (IOException e) {
      throw new CorpusException(file.toString(), "cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<Path> parquetFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }
}
