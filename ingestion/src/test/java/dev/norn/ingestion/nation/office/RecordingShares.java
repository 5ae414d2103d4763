package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.Planted;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** A nation written once for all claims about recording. */
final class RecordingShares {
  static final NationSpec SPEC =
      new NationSpec(
          2_000, 2008, 2019, 21, NationSpec.LabourRows.YEARLY, Set.of(), Optional.empty());
  private static Written written;

  private RecordingShares() {}

  static synchronized Written written() throws IOException {
    if (written == null) {
      written = Written.of(SPEC);
    }
    return written;
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
}
