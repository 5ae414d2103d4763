package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists.StudyField;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Sex;
import dev.norn.ingestion.nation.parameters.Weighted;
import java.util.List;

/** School and degrees: planned at birth from the parents and chance, taken on days that are set. */
final class Education implements LifeProcess {
  private static final int BASIC = 2;
  private static final int VOCATIONAL = 3;

  private final Parameters.Education parameters;
  private final Labour labour;
  private final Weighted[][] fields = new Weighted[2][9];

  Education(Parameters.Education parameters, List<StudyField> list, Labour labour) {
    this.parameters = parameters;
    this.labour = labour;
    for (Sex sex : Sex.values()) {
      for (int level = 0; level < 9; level++) {
        int at = level;
        fields[sex.ordinal()][level] = Weighted.of(list.size(), i -> weight(list.get(i), sex, at));
      }
    }
  }

  private static double weight(StudyField field, Sex sex, int level) {
    boolean taught = level >= field.fromLevel() && level <= field.toLevel();
    return taught ? field.weight() * (sex == Sex.M ? field.men() : 1 - field.men()) : 0;
  }

  /** Sets the ability and the level that a person will end with. */
  void plan(Person person, Community community) {
    Draws draws = community.draws();
    double inherited = 0;
    int parents = 0;
    for (int parent : new int[] {person.mother, person.father}) {
      if (parent != Person.NONE) {
        inherited += community.person(parent).ability;
        parents++;
      }
    }
    double share = parents == 0 ? 0 : parameters.inheritance();
    double own = draws.normal() * Math.sqrt(1 - share * share);
    person.ability = own + (parents == 0 ? 0 : share * inherited / parents);
    // The logistic curve that lies closest to the normal distribution's.
    double rank = 1 / (1 + StrictMath.exp(-1.702 * person.ability));
    person.finalLevel = levelAt(rank, Days.year(person.birth));
    person.nextLevel = BASIC;
    person.nextDegree = dayOf(person, BASIC, draws);
  }

  private int levelAt(double rank, int bornIn) {
    double late = Math.max(0, Math.min(1, (bornIn - 1930) / 55.0));
    int[] levels = parameters.levels();
    double upTo = 0;
    for (int i = 0; i < levels.length; i++) {
      upTo +=
          (1 - late) * parameters.finalLevelBorn1930()[i]
              + late * parameters.finalLevelBorn1985()[i];
      if (rank < upTo) {
        return levels[i];
      }
    }
    return levels[levels.length - 1];
  }

  private double dayOf(Person person, int level, Draws draws) {
    int[] levels = parameters.levels();
    int place = 0;
    while (levels[place] != level) {
      place++;
    }
    int spread = level == BASIC ? 1 : 2;
    double age = parameters.ageAtDegree()[place] + spread * draws.uniform();
    return Math.floor(person.birth + age * Days.YEAR) + 0.4;
  }

  /** Passes, untold, what somebody who comes as an adult has learned before. */
  void catchUp(Person person, Community community) {
    while (person.nextDegree <= community.now()) {
      take(person, community, person.nextDegree);
    }
    if (person.level >= BASIC && person.nextLevel != Person.NONE) {
      person.work = Work.STUDENT;
    }
  }

  /** The degree that is due. */
  void qualify(Person person, Community community) {
    take(person, community, community.now());
    community.chronicle().qualified(person, person.level, person.field, Days.day(community.now()));
    if (person.nextLevel != Person.NONE) {
      labour.study(person, community);
    } else if (person.work == Work.CHILD || person.work == Work.STUDENT) {
      labour.beginWork(person, community);
    }
  }

  private void take(Person person, Community community, double when) {
    person.level = Math.max(person.level, person.nextLevel);
    person.qualified = when;
    if (person.level > BASIC) {
      person.field = field(person, person.level, community.draws());
    }
    person.nextLevel = following(person);
    person.nextDegree =
        person.nextLevel == Person.NONE
            ? Days.NEVER
            : Math.max(when + 300, dayOf(person, person.nextLevel, community.draws()));
  }

  /** Upper secondary comes before everything higher, a bachelor before a master. */
  private static int following(Person person) {
    int last = person.finalLevel;
    if (person.level >= last) {
      return Person.NONE;
    }
    return switch (person.level) {
      case BASIC -> VOCATIONAL;
      case VOCATIONAL -> last == 5 ? 5 : 6;
      default -> person.level + 1;
    };
  }

  private int field(Person person, int level, Draws draws) {
    Weighted taught = fields[person.sex.ordinal()][level];
    return taught.isEmpty() ? person.field : taught.draw(draws.uniform());
  }

  @Override
  public void rate(Person person, Community community, double[] rates) {
    int age = person.age(community.now());
    Parameters.AdultCourse course = parameters.adultCourse();
    boolean may =
        person.nextLevel == Person.NONE
            && person.level <= VOCATIONAL
            && age >= 25
            && age <= course.oldest();
    if (may) {
      boolean lost = community.now() - person.jobLost < 2 * Days.YEAR;
      rates[Risk.COURSE.ordinal()] = course.hazard() * (lost ? course.afterJobLossFactor() : 1);
    }
  }

  /** A vocational degree in grown-up years. */
  @Override
  public Reach happen(Risk risk, Person person, Community community) {
    person.level = Math.max(VOCATIONAL, person.level);
    person.field = field(person, VOCATIONAL, community.draws());
    person.qualified = community.now();
    community.chronicle().qualified(person, VOCATIONAL, person.field, Days.day(community.now()));
    return Reach.PERSON;
  }
}
