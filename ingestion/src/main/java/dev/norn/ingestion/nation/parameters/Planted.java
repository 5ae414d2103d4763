package dev.norn.ingestion.nation.parameters;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The planted truths by name; {@code effects} of the parameters says what each does. */
public enum Planted {
  JOB_LOSS_DEATH,
  JOB_LOSS_SEPARATION,
  EDUCATION_INCOME,
  DIAGNOSIS_WORK_EXIT,
  PARTNER_DEATH,
  SMOKING,
  SMOKING_JOB_LOSS,
  DIVORCE_ALCOHOL,
  PAIN_THEN_DEPRESSION,
  LOSS_WITH_DIVORCE,
  CARE_IN_CHILDHOOD,
  SAME_DAY,
  CODE_CHANGE,
  DELAYS,
  CORRECTIONS,
  WITHDRAWALS,
  MISSING_AT_RANDOM,
  MISSING_NOT_AT_RANDOM,
  UNDER_RECORDING;

  /** The name in the parameters and on the command line, such as {@code job-loss-death}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Planted> labelled(String label) {
    return Arrays.stream(values()).filter(planted -> planted.label().equals(label)).findFirst();
  }
}
