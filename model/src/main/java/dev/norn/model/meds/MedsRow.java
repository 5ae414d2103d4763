package dev.norn.model.meds;

import java.time.Instant;
import java.util.Objects;

/**
 * One measurement.
 *
 * @param time null for what is true of the whole life
 * @param code that {@link MedsCode} describes
 * @param number null where there is none
 * @param text null where there is none
 */
public record MedsRow(Instant time, MedsCode code, Float number, String text) {

  /** What MEDS itself names. */
  static final MedsCode BIRTH = new MedsCode("MEDS_BIRTH", "birth", "");

  static final MedsCode DEATH = new MedsCode("MEDS_DEATH", "death", "");

  public MedsRow {
    Objects.requireNonNull(code, "code");
  }

  static MedsRow of(Instant time, MedsCode code) {
    return new MedsRow(time, code, null, null);
  }
}
