package dev.norn.ingestion.nation.office;

/** Streams of draws that are a person's own for life; the last step of the path to each. */
final class PersonStream {
  static final int RECORDING = -1;
  static final int MISSING = -2;
  static final int SIDE_JOBS = -3;
  static final int BETRAYED = -4;
  static final int UNSEEN = -5;
  static final int CONTENT = -6;

  private PersonStream() {}
}
