package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.CodeLists.Occupation;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Sex;
import dev.norn.ingestion.nation.parameters.Weighted;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Which occupation, industry, employer and hours a person of some education and sex finds. */
final class Jobs {
  private static final int EMPLOYERS_PER_INDUSTRY = 40;

  private final CodeLists codes;
  private final double sameOccupation;
  private final Weighted[][] occupations = new Weighted[2][9];
  private final Weighted hours;

  Jobs(Parameters.Labour parameters, CodeLists codes) {
    this.codes = codes;
    sameOccupation = parameters.sameOccupation();
    List<Occupation> all = codes.occupations();
    for (Sex sex : Sex.values()) {
      for (int level = 0; level < 9; level++) {
        int at = level;
        occupations[sex.ordinal()][level] =
            Weighted.of(all.size(), i -> weight(all.get(i), sex, at));
      }
    }
    hours = Weighted.of(new ArrayList<>(new TreeMap<>(parameters.hours()).values()));
  }

  private static double weight(Occupation job, Sex sex, int level) {
    boolean fits = level >= job.fromLevel() && level <= job.toLevel();
    return fits ? job.weight() * (sex == Sex.M ? job.men() : 1 - job.men()) : 0;
  }

  /** A new employer, often in the occupation held before. */
  void hire(Person person, Community community) {
    Draws draws = community.draws();
    boolean again = person.occupation != Person.NONE && draws.chance(sameOccupation);
    if (!again) {
      Weighted open = occupations[person.sex.ordinal()][Math.max(2, person.level)];
      person.occupation = open.draw(draws.uniform());
    }
    int[] industries = codes.occupations().get(person.occupation).industries();
    person.industry = industries[draws.between(0, industries.length - 1)];
    person.publicSector = draws.chance(codes.industries().get(person.industry).publicShare());
    int place = person.municipality * codes.industries().size() + person.industry;
    person.employer = place * EMPLOYERS_PER_INDUSTRY + draws.between(0, EMPLOYERS_PER_INDUSTRY - 1);
    person.hours = hours.draw(draws.uniform());
  }

  int majorGroup(Person person) {
    return codes.occupations().get(person.occupation).majorGroup();
  }
}
