package dev.norn.disclosure;

/** The rule that hides a cell. */
public enum HiddenReason {
  /** Of too few people. */
  MINIMUM_COUNT,
  /** Of nobody. */
  ZERO,
  /** Two contributors make up too much of the cell's sum. */
  DOMINANCE,
  /** It would give another cell back. */
  COMPLEMENTARY;

  /** What a reader is told: of a hidden zero the reason would be the count. */
  public HiddenReason told() {
    return this == ZERO ? MINIMUM_COUNT : this;
  }
}
