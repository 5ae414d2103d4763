package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.NationSpec.LabourRows;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Nations of two communities and any seed, with every planted effect on. */
final class SmallNations implements ArbitrarySupplier<NationSpec> {

  @Override
  public Arbitrary<NationSpec> get() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.integers().between(2005, 2012),
            Arbitraries.integers().between(5, 6),
            Arbitraries.of(LabourRows.class))
        .as(
            (seed, from, years, labour) ->
                new NationSpec(500, from, from + years, seed, labour, Set.of(), Optional.empty()))
        .dontShrink();
  }
}
