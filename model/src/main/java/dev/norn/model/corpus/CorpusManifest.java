package dev.norn.model.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.cohort.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a corpus folder holds: {@code manifest.json}.
 *
 * @param formatVersion of the shards and this file
 * @param id SHA-256 over everything else here, and so over every shard's bytes
 * @param description what the corpus was made from
 * @param shards in order of name, which is the order of reading
 * @param people by split
 * @param labels by outcome, then by split
 */
public record CorpusManifest(
    int formatVersion,
    String id,
    CorpusDescription description,
    List<CorpusShard> shards,
    Map<Split, Long> people,
    Map<String, Map<Split, LabelCounts>> labels) {

  /** The format this code writes and reads; 2 has follow-ups and classes beside the labels. */
  public static final int FORMAT = 2;

  static final String FILE = "manifest.json";

  public CorpusManifest {
    shards = List.copyOf(shards);
    people = Collections.unmodifiableMap(new EnumMap<>(people));
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  static CorpusManifest of(
      CorpusDescription description,
      List<CorpusShard> shards,
      Map<Split, Long> people,
      Map<String, Map<Split, LabelCounts>> labels) {
    CorpusManifest unnamed = new CorpusManifest(FORMAT, "", description, shards, people, labels);
    return new CorpusManifest(FORMAT, unnamed.contentId(), description, shards, people, labels);
  }

  /** People of a split; 0 when it is empty. */
  public long people(Split split) {
    return people.getOrDefault(split, 0L);
  }

  /** Labels of a split for an outcome of this corpus. */
  public LabelCounts labels(String outcome, Split split) {
    return labels.get(outcome).getOrDefault(split, LabelCounts.NONE);
  }

  String contentId() {
    ObjectNode content = CanonicalJson.tree(this);
    content.remove("id");
    return ContentHash.of(CanonicalJson.write(content));
  }

  static CorpusManifest read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new CorpusException(
          folder.toString(),
          "no " + FILE + " here; give the folder of a finished corpus, or build it again");
    }
    try {
      JsonNode json = CanonicalJson.read(Files.readString(file), JsonNode.class);
      int format = json.path("formatVersion").asInt(0);
      if (format != FORMAT) {
        throw new CorpusException(
            file.toString(),
            "format version "
                + format
                + ", this version of Norn reads "
                + FORMAT
                + "; use the version that wrote it, or build the corpus again");
      }
      return CanonicalJson.read(json, CorpusManifest.class).verified(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new CorpusException(file.toString(), "is not a corpus manifest: " + e.getMessage(), e);
    }
  }

  private CorpusManifest verified(Path file) {
    String expected = contentId();
    if (!id.equals(expected)) {
      throw new CorpusException(
          file.toString(),
          "was changed after it was written (id "
              + id
              + ", content "
              + expected
              + "); build the corpus again");
    }
    return this;
  }
}
