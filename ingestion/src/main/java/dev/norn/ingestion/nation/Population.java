package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.Draws.Stream;
import dev.norn.ingestion.nation.Parameters.Origin;
import dev.norn.ingestion.nation.Parameters.Sex;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Who is alive on the first day: adults aged 18 to 90. */
final class Population {
  private static final int YOUNGEST = 18;
  private static final int OLDEST = 90;

  private final NationSpec spec;
  private final double men;
  private final Weighted<Integer> ages;
  private final Weighted<Origin> origins;

  Population(NationSpec spec, Parameters.Population parameters) {
    this.spec = spec;
    men = parameters.men();
    List<Integer> years = IntStream.rangeClosed(YOUNGEST, OLDEST).boxed().toList();
    ages = Weighted.of(years, parameters.ageWeights()::at);
    origins = Weighted.of(parameters.origins(), Origin::weight);
  }

  Life person(int index) {
    Draws draws = Draws.of(spec.seed(), index, Stream.PERSON);
    Sex sex = draws.chance(men) ? Sex.M : Sex.F;
    LocalDate firstDay = LocalDate.of(spec.firstYear(), 1, 1);
    LocalDate birth = firstDay.minusYears(ages.draw(draws)).minusDays(draws.between(0, 364));
    return new Life(spec, index, sex, birth, origins.draw(draws));
  }

  void tell(Life life, Facts facts) {
    RegisterFile file = RegisterFile.POPULATION;
    facts.add(
        file,
        life.birth,
        life.firstDay,
        life.sex.name(),
        file.date(life.birth),
        life.origin.code());
  }
}
