package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.Planted;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Nations that claims about recording share, each written once. */
final class Registers {
  static final NationSpec SPEC =
      new NationSpec(
          1_500, 2008, 2019, 21, NationSpec.LabourRows.YEARLY, Set.of(), Optional.empty());
  private static final Map<NationSpec, Written> WRITTEN = new HashMap<>();

  private Registers() {}

  static Written of(NationSpec spec) throws IOException {
    synchronized (WRITTEN) {
      Written written = WRITTEN.get(spec);
      if (written == null) {
        written = Written.of(spec);
        WRITTEN.put(spec, written);
      }
      return written;
    }
  }

  static NationSpec without(NationSpec spec, Set<Planted> off) {
    return new NationSpec(
        spec.people(),
        spec.firstYear(),
        spec.lastYear(),
        spec.seed(),
        spec.labour(),
        off,
        spec.leak());
  }

  /** Where every row is on time, right and true, so that what is missing was never recorded. */
  static NationSpec exact(Planted... off) {
    Set<Planted> without = EnumSet.of(Planted.DELAYS, Planted.CORRECTIONS, Planted.WITHDRAWALS);
    without.addAll(Set.of(off));
    return without(SPEC, without);
  }
}
