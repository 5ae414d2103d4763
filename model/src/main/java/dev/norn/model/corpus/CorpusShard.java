package dev.norn.model.corpus;

/**
 * One Parquet file of a corpus.
 *
 * @param name of the file, within the corpus folder
 * @param rows people in it
 * @param sha256 of its bytes
 */
public record CorpusShard(String name, long rows, String sha256) {

  public CorpusShard {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.parquet")) {
      throw new IllegalArgumentException(
          "[corpus] a shard is a plain file name ending in .parquet, got '" + name + "'");
    }
    if (rows < 0) {
      throw new IllegalArgumentException("[corpus] rows must not be negative, got " + rows);
    }
  }
}
