package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.CodeLists.Municipality;
import dev.norn.ingestion.nation.Draws.Stream;
import dev.norn.ingestion.nation.Life.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Moves between municipalities; larger ones draw more people. */
final class Residence implements LifeProcess {
  private final Parameters.Residence parameters;
  private final Weighted<Municipality> country;
  private final Map<String, Weighted<Municipality>> regions = new TreeMap<>();

  Residence(Parameters.Residence parameters, List<Municipality> municipalities) {
    this.parameters = parameters;
    country = Weighted.of(municipalities, Municipality::people);
    for (Municipality place : municipalities) {
      regions.computeIfAbsent(
          place.region(),
          region -> Weighted.of(municipalities, m -> m.region().equals(region) ? m.people() : 0));
    }
  }

  @Override
  public void begin(Life life, Facts facts) {
    life.municipality = country.draw(life.draws(Stream.RESIDENCE));
    tell(life, "ENTRY", life.firstDay, facts);
  }

  @Override
  public void live(Life life, YearOfLife year, Facts facts) {
    Draws draws = life.draws(Stream.RESIDENCE);
    double hazard = parameters.moving().at(life.age(year.year()));
    if (life.work == Work.STUDENT) {
      hazard *= parameters.studentFactor();
    }
    if (life.lostJobWithin(parameters.jobLoss().years(), year.year())) {
      hazard *= parameters.jobLoss().factor();
    }
    year.happens(hazard, draws)
        .ifPresent(
            day -> {
              life.municipality = elsewhere(life.municipality, draws);
              tell(life, "MOVE", day, facts);
            });
  }

  private Municipality elsewhere(Municipality from, Draws draws) {
    boolean near = draws.chance(parameters.withinRegion());
    Weighted<Municipality> choices = near ? regions.get(from.region()) : country;
    Municipality to = choices.draw(draws);
    while (to.equals(from)) {
      to = choices.draw(draws);
    }
    return to;
  }

  private static void tell(Life life, String kind, LocalDate day, Facts facts) {
    facts.add(
        RegisterFile.RESIDENCE,
        day,
        day,
        life.municipality.code(),
        life.municipality.name(),
        day.toString(),
        kind);
  }
}
