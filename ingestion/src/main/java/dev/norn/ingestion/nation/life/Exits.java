package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.CodeLists.Country;
import dev.norn.ingestion.nation.parameters.Curve;
import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import dev.norn.ingestion.nation.parameters.Sex;
import dev.norn.ingestion.nation.parameters.Weighted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Death and emigration. */
final class Exits implements LifeProcess {
  private static final int ADULT = 18;
  private static final int LONG_RANGE_FROM = 50;

  private final Parameters.Mortality mortality;
  private final Parameters.Emigration emigration;
  private final Map<Sex, Curve> base;
  private final Effects effects;
  private final List<Country> countries;
  private final Illnesses illnesses;
  private final Family family;
  private final Causes children;
  private final Causes young;
  private final Causes old;
  private final Weighted destinations;
  private final double[] fading = new double[101];

  /** Causes of death that no earlier diagnosis explains. */
  private record Causes(int[] diagnoses, Weighted weights) {
    static Causes of(Map<String, Double> relative, CodeLists codes) {
      List<String> names = new ArrayList<>(relative.keySet());
      return new Causes(
          names.stream().mapToInt(codes::diagnosis).toArray(),
          Weighted.of(names.size(), i -> relative.get(names.get(i))));
    }

    int draw(Draws draws) {
      return diagnoses[weights.draw(draws.uniform())];
    }
  }

  Exits(
      Parameters parameters, Effects effects, CodeLists codes, Illnesses illnesses, Family family) {
    mortality = parameters.mortality();
    emigration = parameters.emigration();
    base = new EnumMap<>(mortality.base());
    this.effects = effects;
    countries = codes.countries();
    this.illnesses = illnesses;
    this.family = family;
    for (int years = 0; years < fading.length; years++) {
      fading[years] = StrictMath.pow(0.5, years / emigration.fadingYears());
    }
    children = Causes.of(mortality.otherCausesUnder15(), codes);
    young = Causes.of(mortality.otherCausesUnder45(), codes);
    old = Causes.of(mortality.otherCauses(), codes);
    destinations =
        Weighted.of(
            countries.size(),
            i -> countries.get(i).emigrationFactor() > 1 ? countries.get(i).weight() : 0);
  }

  @Override
  public void rate(Person person, Community community, double[] rates) {
    rates[Risk.DEATH.ordinal()] = death(person, community);
    rates[Risk.EMIGRATION.ordinal()] = emigration(person, community);
  }

  private double death(Person person, Community community) {
    double now = community.now();
    int age = person.age(now);
    double hazard = base.get(person.sex).at(age) * mortality.period().at(community.year());
    hazard *= illnesses.mortality(person, now);
    if (age >= ADULT) {
      hazard *=
          mortality.incomeQuintileFactors()[person.quintile]
              * effects.since(Planted.JOB_LOSS_DEATH, person.jobLost, now)
              * effects.since(Planted.PARTNER_DEATH, person.partnerDied, now)
              * effects.since(Planted.LOSS_WITH_DIVORCE, person.lossWithDivorce, now);
      if (age >= LONG_RANGE_FROM && person.placedInCare > Days.LONG_AGO) {
        hazard *= effects.of(Planted.CARE_IN_CHILDHOOD).factor();
      }
      if (person.smoker && age >= 40) {
        hazard *= Math.sqrt(effects.of(Planted.SMOKING).factor());
      }
    }
    return Math.min(mortality.highestHazard(), hazard);
  }

  /** A couple leaves together; so do children with the grown-ups of their household. */
  private double emigration(Person person, Community community) {
    if (person.age(community.now()) < ADULT) {
      return 0;
    }
    Person partner = community.partner(person);
    double own = emigrationAlone(person, community);
    if (partner == null) {
      return own;
    }
    double mean = (own + emigrationAlone(partner, community)) / 2;
    return mean * emigration.withPartnerFactor() / 2;
  }

  private double emigrationAlone(Person person, Community community) {
    boolean foreign = person.country != community.laws.population.home();
    double country = countries.get(person.country).emigrationFactor();
    int stayed = Math.min(fading.length - 1, Days.age(person.arrived, community.now()));
    return emigration.byAge().at(person.age(community.now()))
        * (foreign ? 1 + (country - 1) * fading[stayed] : 1)
        * emigration.incomeQuintileFactors()[person.quintile]
        * (person.work == Work.STUDENT ? emigration.studentFactor() : 1);
  }

  @Override
  public Reach happen(Risk risk, Person person, Community community) {
    if (risk == Risk.DEATH) {
      die(person, community);
    } else {
      emigrate(person, community);
    }
    return Reach.NOBODY;
  }

  private void die(Person person, Community community) {
    int cause = cause(person, community);
    endSpells(person, community);
    community.dismiss(person, Person.Presence.DEAD);
    community.chronicle().died(person, Days.day(community.now()), cause);
    community.tell(Outcome.DEATH, person);
    family.bereave(person, community);
  }

  private int cause(Person person, Community community) {
    double now = community.now();
    double[] excess = illnesses.excess(person, now);
    double explained = 0;
    for (double each : excess) {
      explained += each;
    }
    Draws draws = community.draws();
    if (draws.uniform() * (1 + explained) < explained) {
      int mark = draws.inProportion(excess, explained);
      for (int i = person.illnessCount - 1; i >= 0; i--) {
        if (illnesses.standsFor(mark, person.illnesses[i])) {
          return person.illnesses[i];
        }
      }
    }
    int age = person.age(now);
    return (age < 15 ? children : age < 45 ? young : old).draw(draws);
  }

  private void emigrate(Person person, Community community) {
    Draws draws = community.draws();
    boolean foreign = person.country != community.laws.population.home();
    int destination =
        foreign && draws.chance(0.7) ? person.country : destinations.draw(draws.uniform());
    for (Person leaving : family.leavingTogether(person, community)) {
      endSpells(leaving, community);
      community.dismiss(leaving, Person.Presence.EMIGRATED);
      community.chronicle().emigrated(leaving, Days.day(community.now()), destination);
      community.tell(Outcome.EMIGRATION, leaving);
    }
  }

  private void endSpells(Person person, Community community) {
    community.laws.labour.endSpells(person, community);
    community.laws.health.leave(person, community);
  }
}
