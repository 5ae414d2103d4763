package dev.norn.ingestion.nation.life;

import java.util.List;
import java.util.Locale;

/** The outcomes whose true hazards a nation states. */
public enum Outcome {
  DEATH,
  EMIGRATION,
  /** Of a person at work. */
  JOB_LOSS,
  /** Of a married person. */
  DIVORCE,
  /** The next hospital contact with E11, the first one or a later one. */
  DIABETES;

  /** Every outcome, in the order of the files. */
  public static final List<Outcome> ALL = List.of(values());

  /** As files and options write it, such as {@code job-loss}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
