package dev.norn.model.projection;

/** Hears how far the making of a map is. */
public interface MapProgress {

  /** Of nothing that is told. */
  MapProgress NONE = (stage, done, total) -> {};

  /**
   * @param done of the stage, not falling; from any thread, one at a time
   */
  void reached(String stage, long done, long total);
}
