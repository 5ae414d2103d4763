package dev.norn.vocab;

/** The tokens that come from no register; the id of each is its ordinal, in every vocabulary. */
public enum SpecialToken {
  PAD,
  CLS,
  SEP,
  MASK,
  UNK;

  public int id() {
    return ordinal();
  }

  /** As written in vocabulary files: {@code [CLS]}. */
  public String text() {
    return "[" + name() + "]";
  }
}
