package dev.norn.model.leakage;

import dev.norn.cohort.kin.KinAcrossSides;
import java.util.List;
import java.util.Locale;

/** What the gate says of kin on different sides: a leak where the cohort says there are none. */
record KinLines(KinAcrossSides kin) {

  List<String> lines() {
    if (kin.links().isEmpty()) {
      return List.of();
    }
    if (!kin.unstated().isEmpty()) {
      return List.of(
          "LEAK? the cohort says that no kin by "
              + by(kin.unstated())
              + " are on different sides, and no fact states such kin; say in a register definition"
              + " which column holds them, and ingest again");
    }
    if (kin.isBroken()) {
      return List.of(
          String.format(
              Locale.ROOT,
              "LEAK? %,d people have a parent, a child or a sibling, by %s, on another side of the"
                  + " split, and the cohort says that nobody has; make the list again with norn"
                  + " split",
              kin.elsewhere(),
              by(kin.links())));
    }
    return List.of(kin.promised() ? kept() : counted());
  }

  private String kept() {
    return "no kin by " + by(kin.links()) + " are on different sides of the split";
  }

  private String counted() {
    return String.format(
        Locale.ROOT,
        "%,d of %,d people of the test split have a parent, a child or a sibling, by %s, in the"
            + " training split; norn split keeps families together",
        kin.testInTraining(),
        kin.test(),
        by(kin.links()));
  }

  private static String by(List<String> links) {
    return String.join(", ", links);
  }
}
