package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.Draws.Stream;
import dev.norn.ingestion.nation.Parameters.DiagnosisFactor;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Death and emigration; nobody returns. */
final class Exits {

  enum Kind {
    DEATH,
    EMIGRATION
  }

  record Exit(Kind kind, LocalDate day) {}

  private final Hazards hazards;
  private final Weighted<String> otherCauses;
  private final Weighted<String> destinations;

  Exits(Hazards hazards, Parameters parameters) {
    this.hazards = hazards;
    otherCauses = weighted(parameters.mortality().otherCauses());
    destinations = weighted(parameters.emigration().destinations());
  }

  /** Whichever waiting time ends first, if one ends within the year. */
  Optional<Exit> within(Life life, int year, double death, double emigration) {
    Draws draws = life.draws(Stream.EXITS);
    double toDeath = draws.waiting(1) / death;
    double toEmigration = draws.waiting(1) / emigration;
    double first = Math.min(toDeath, toEmigration);
    if (first >= 1) {
      return Optional.empty();
    }
    int dayOfYear = 1 + (int) (first * Year.of(year).length());
    Kind kind = toDeath <= toEmigration ? Kind.DEATH : Kind.EMIGRATION;
    return Optional.of(new Exit(kind, LocalDate.ofYearDay(year, dayOfYear)));
  }

  void tell(Life life, Exit exit, Facts facts) {
    boolean death = exit.kind() == Kind.DEATH;
    facts.add(
        RegisterFile.EXITS,
        exit.day(),
        exit.day(),
        exit.kind().name(),
        exit.day().toString(),
        death ? cause(life, exit.day().getYear()) : "",
        death ? "" : destination(life));
  }

  /** A diagnosis causes the death with the part of the hazard that it adds. */
  private String cause(Life life, int year) {
    Draws draws = life.draws(Stream.EXITS);
    List<DiagnosisFactor> factors = new ArrayList<>(hazards.active(life, year));
    factors.removeIf(factor -> !factor.asCause());
    double added = factors.stream().mapToDouble(factor -> factor.factor() - 1).sum();
    if (draws.uniform() * (1 + added) < 1) {
      return otherCauses.draw(draws);
    }
    DiagnosisFactor cause = Weighted.of(factors, factor -> factor.factor() - 1).draw(draws);
    return life.contacts.entrySet().stream()
        .filter(contact -> cause.covers(contact.getKey()))
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  /** People from abroad mostly go home. */
  private String destination(Life life) {
    String origin = life.origin.code();
    Draws draws = life.draws(Stream.EXITS);
    boolean home = !origin.equals("DK") && draws.chance(0.6);
    return home ? origin : destinations.draw(draws);
  }

  private static Weighted<String> weighted(Map<String, Double> weights) {
    Map<String, Double> ordered = new TreeMap<>(weights);
    return Weighted.of(List.copyOf(ordered.keySet()), ordered::get);
  }
}
