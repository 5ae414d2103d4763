package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.Exits.Exit;
import dev.norn.ingestion.nation.Exits.Kind;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lives one life at a time, year by year: first whether and when the person leaves, then the
 * processes up to that day. A person depends on nothing but the spec's seed and their own index.
 */
final class LifeSimulation {

  /** The truth of one person-year; hazards are 0 where the person is not resident on 1 January. */
  record TrueYear(int year, double death, double emigration, boolean alive, boolean resident) {}

  record LivedLife(Life life, Facts facts, List<TrueYear> truth) {}

  private final NationSpec spec;
  private final Population population;
  private final Hazards hazards;
  private final Exits exits;
  private final Labour labour;
  private final List<LifeProcess> processes;

  LifeSimulation(NationSpec spec, Parameters parameters, CodeLists codes) {
    this.spec = spec;
    population = new Population(spec, parameters.population());
    Pay pay = new Pay(parameters.income(), parameters.labour().hoursPart());
    hazards = new Hazards(parameters, pay);
    exits = new Exits(hazards, parameters);
    int[] levels = parameters.education().levels();
    Jobs jobs = new Jobs(parameters.labour(), levels, codes.occupations());
    labour = new Labour(parameters.labour(), jobs, pay, hazards);
    processes =
        List.of(
            new Education(parameters.education(), codes.fields()),
            labour,
            new Family(parameters.family()),
            new Residence(parameters.residence(), codes.municipalities()),
            new Health(parameters.health(), pay, codes.diagnoses()));
  }

  static LifeSimulation of(NationSpec spec) throws IOException {
    return new LifeSimulation(spec, Parameters.shipped(), CodeLists.shipped());
  }

  LivedLife live(int index) {
    Life life = population.person(index);
    Facts facts = new Facts(index);
    List<TrueYear> truth = new ArrayList<>();
    population.tell(life, facts);
    processes.forEach(process -> process.begin(life, facts));
    Exit gone = null;
    for (int year = spec.firstYear(); year <= spec.liveYear(); year++) {
      if (gone == null) {
        gone = year(life, year, facts, truth).orElse(null);
      } else {
        truth.add(new TrueYear(year, 0, 0, gone.kind() == Kind.EMIGRATION, false));
      }
    }
    labour.close(life, null, facts);
    return new LivedLife(life, facts, truth);
  }

  private Optional<Exit> year(Life life, int year, Facts facts, List<TrueYear> truth) {
    double death = hazards.death(life, year);
    double emigration = hazards.emigration(life, year);
    truth.add(new TrueYear(year, death, emigration, true, true));
    Optional<Exit> exit = exits.within(life, year, death, emigration);
    LocalDate last = exit.map(e -> e.day().minusDays(1)).orElse(YearOfLife.whole(year).last());
    YearOfLife lived = new YearOfLife(year, last);
    if (!last.isBefore(lived.first())) {
      processes.forEach(process -> process.live(life, lived, facts));
    }
    exit.ifPresent(
        e -> {
          labour.close(life, e.day(), facts);
          exits.tell(life, e, facts);
        });
    return exit;
  }
}
