package dev.norn.model.scoring;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What can move a probability between two runs. */
enum MoveCause {
  NEW_FACTS("their history differs: new, corrected or withdrawn facts"),
  NEW_RELEASE("another release"),
  NEW_CALIBRATION("another calibration"),
  NEW_DEFINITION("another definition of cohort, outcomes or registers");

  /** Stands where nothing differs. */
  static final String NOTHING = "NOTHING";

  private static final String AND = " + ";

  private final String words;

  MoveCause(String words) {
    this.words = words;
  }

  /** What differs between the runs for everybody. */
  static Set<MoveCause> between(ScoringSpec before, ScoringSpec after) {
    Set<MoveCause> causes = EnumSet.noneOf(MoveCause.class);
    if (!before.release().equals(after.release())) {
      causes.add(NEW_RELEASE);
    } else if (!before.calibration().equals(after.calibration())) {
      // Another release has calibrations of its own.
      causes.add(NEW_CALIBRATION);
    }
    if (!before.cohort().equals(after.cohort())
        || !before.outcomes().equals(after.outcomes())
        || !before.registers().equals(after.registers())) {
      causes.add(NEW_DEFINITION);
    }
    return causes;
  }

  /**
   * @param runs as {@link #between} gives it
   * @return all that may have moved such a person, joined by {@code +}
   */
  static String of(Set<MoveCause> runs, boolean historyDiffers) {
    Set<MoveCause> all = EnumSet.noneOf(MoveCause.class);
    all.addAll(runs);
    if (historyDiffers) {
      all.add(NEW_FACTS);
    }
    return all.isEmpty() ? NOTHING : all.stream().map(Enum::name).collect(Collectors.joining(AND));
  }

  /** For people. */
  static String words(String causes) {
    return causes.equals(NOTHING)
        ? "Nothing differs"
        : "What differs: "
            + Arrays.stream(causes.split(Pattern.quote(AND)))
                .map(name -> valueOf(name).words)
                .collect(Collectors.joining("; "));
  }
}
