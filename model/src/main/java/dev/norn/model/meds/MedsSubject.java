package dev.norn.model.meds;

import dev.norn.cohort.Split;

/** People and sides of a split as MEDS names them. */
public final class MedsSubject {

  private static final int ID_DIGITS = 15;
  private static final int HEXADECIMAL = 16;

  private MedsSubject() {}

  /** MEDS numbers its subjects: the first sixty bits of the pseudonym. */
  public static long idOf(String person) {
    return Long.parseLong(person.substring(0, ID_DIGITS), HEXADECIMAL);
  }

  /**
   * The side's name.
   *
   * @throws IllegalArgumentException for no side, of which MEDS has no rows
   */
  public static String side(Split split) {
    return switch (split) {
      case TRAIN -> "train";
      case VALIDATION -> "tuning";
      case TEST -> "held_out";
      case NONE -> throw new IllegalArgumentException("[meds] no side has no name; leave it out");
    };
  }
}
