package dev.norn.model.meds;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The folder of a data set: {@code data/} and {@code metadata/}. It is written aside and moved when
 * all of it is there; a run that dies leaves no data set. Beside the shards' bounds it holds 8
 * bytes for each subject with a side.
 */
public final class MedsDataSet {

  private static final String DATA = "data";
  private static final String METADATA = "metadata";
  private static final int SIDE_BITS = 2;

  private final Path out;
  private final Path aside;
  private final Map<String, MedsCode> codes = new TreeMap<>();
  private final LongStream.Builder sides = LongStream.builder();
  private boolean split;

  private MedsDataSet(Path out) {
    this.out = out;
    this.aside = out.resolve("unfinished");
  }

  /**
   * What {@code metadata/dataset.json} says.
   *
   * @param datasetName the study's
   * @param datasetVersion register time that it is known by; null for all that is known
   * @param etlVersion of Norn
   * @param createdAt ISO-8601 instant
   */
  public record About(
      String datasetName, String datasetVersion, String etlVersion, String createdAt) {}

  /**
   * @param out made if absent
   * @throws IllegalArgumentException when it holds a data set already
   */
  public static MedsDataSet begin(Path out) throws IOException {
    if (Files.exists(out.resolve(DATA))) {
      throw new IllegalArgumentException(
          "[" + out + "] holds data/ already; name another folder, or take that away");
    }
    MedsDataSet dataSet = new MedsDataSet(out);
    for (String part : List.of(DATA, METADATA)) {
      Path folder = Files.createDirectories(dataSet.aside.resolve(part));
      for (Path leftBehind : files(folder)) {
        Files.delete(leftBehind);
      }
    }
    return dataSet;
  }

  /** Where the shards are written, one file each, until the data set is whole. */
  public Path shards() {
    return aside.resolve(DATA);
  }

  /** A code that stands in the data. */
  public void add(MedsCode code) {
    codes.put(code.code(), code);
  }

  /** A subject's side, once each. */
  public void add(long subject, Split side) {
    split = true;
    sides.add(subject << SIDE_BITS | side.ordinal());
  }

  /** Once all shards are closed. Files of these names in the folder are replaced. */
  public void seal(About about) throws IOException {
    Path metadata = aside.resolve(METADATA);
    write(metadata.resolve("codes.parquet"), MedsForm.CODES, codes.values().iterator());
    if (split) {
      write(
          metadata.resolve("subject_splits.parquet"),
          MedsForm.SPLITS,
          sides.build().sorted().mapToObj(MedsDataSet::side).iterator());
    }
    Files.writeString(metadata.resolve("dataset.json"), CanonicalJson.write(json(about)));
    Files.createDirectories(out.resolve(METADATA));
    for (Path file : files(metadata)) {
      Files.move(
          file,
          out.resolve(METADATA).resolve(file.getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(shards(), out.resolve(DATA));
    Files.delete(metadata);
    Files.delete(aside);
  }

  private static Map<String, String> json(About about) {
    Map<String, String> json = new TreeMap<>();
    json.put("dataset_name", about.datasetName());
    if (about.datasetVersion() != null) {
      json.put("dataset_version", about.datasetVersion());
    }
    json.put("etl_name", "norn");
    json.put("etl_version", about.etlVersion());
    json.put("meds_version", MedsForm.VERSION);
    json.put("created_at", about.createdAt());
    return json;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static MedsForm.Side side(long packed) {
    Split side = Split.values()[(int) (packed & (1 << SIDE_BITS) - 1)];
    return new MedsForm.Side(packed >> SIDE_BITS, MedsSubject.side(side));
  }

  private static <T> void write(Path file, MedsForm<T> form, Iterator<T> rows) throws IOException {
    try (MedsFile<T> written = MedsFile.create(file, form)) {
      while (rows.hasNext()) {
        written.write(rows.next());
      }
    }
  }
}
