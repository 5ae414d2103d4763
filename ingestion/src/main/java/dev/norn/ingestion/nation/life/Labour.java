package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;

/** Work, its loss and finding, sickness absence, leaving and retirement. */
final class Labour implements LifeProcess {
  private static final int LONG_SICKNESS = 30;

  private final Parameters.Labour parameters;
  private final Effects effects;
  private final Jobs jobs;
  private final Pay pay;
  private final Illnesses illnesses;

  Labour(Parameters parameters, Effects effects, Jobs jobs, Pay pay, Illnesses illnesses) {
    this.parameters = parameters.labour();
    this.effects = effects;
    this.jobs = jobs;
    this.pay = pay;
    this.illnesses = illnesses;
  }

  /** The state on the day a community begins. */
  void found(Person person, Community community) {
    begin(person, community, parameters.foundersOutside().at(person.age(community.now())));
    if (person.work == Work.OUTSIDE && person.age(community.now()) >= 65) {
      person.work = Work.RETIRED;
    }
    earnBefore(person, community, 1);
  }

  void arrive(Person person, Community community) {
    begin(person, community, parameters.newcomerOutside());
    earnBefore(person, community, 0.5);
  }

  /** An income for the year before the first. */
  private void earnBefore(Person person, Community community, double share) {
    double yearly = pay.yearly(person, community.now(), community.year());
    person.income = Math.rint(yearly * share);
    pay.rank(person, community.now(), community.year());
  }

  private void begin(Person person, Community community, double outside) {
    pay.begin(person, community.draws());
    if (person.level == 0 || person.work == Work.STUDENT) {
      return;
    }
    jobs.hire(person, community);
    person.work = community.draws().chance(outside) ? Work.OUTSIDE : Work.EMPLOYED;
  }

  void study(Person person, Community community) {
    if (person.work == Work.CHILD) {
      pay.begin(person, community.draws());
    }
    become(Work.STUDENT, person, community);
  }

  /** The first job after school or studies. */
  void beginWork(Person person, Community community) {
    if (person.work == Work.CHILD) {
      pay.begin(person, community.draws());
    }
    become(Work.EMPLOYED, person, community);
    jobs.hire(person, community);
  }

  private void become(Work work, Person person, Community community) {
    pay.settle(person, community);
    person.work = work;
    person.workSince = community.now();
  }

  /** One with a diagnosis that raises mortality is more often sick, and retires earlier. */
  @Override
  public void rate(Person person, Community community, double[] rates) {
    int age = person.age(community.now());
    double now = community.now();
    boolean ill = illnesses.mortality(person, now) > 1;
    switch (person.work) {
      case CHILD, STUDENT, RETIRED -> {
        return;
      }
      case EMPLOYED -> {
        rates[Risk.JOB_LOSS.ordinal()] = losing(person, age, community);
        rates[Risk.JOB_CHANGE.ordinal()] = parameters.changing().at(age);
        rates[Risk.LEAVING_WORK.ordinal()] = leaving(person, age, now);
        if (person.sickUntil == Days.NEVER) {
          rates[Risk.SICKNESS.ordinal()] =
              parameters.sickness().at(age) * (ill ? parameters.sicknessIllFactor() : 1);
        }
      }
      case UNEMPLOYED -> {
        rates[Risk.FINDING_WORK.ordinal()] = parameters.finding().at(age);
        rates[Risk.LEAVING_WORK.ordinal()] = leaving(person, age, now);
      }
      case OUTSIDE -> rates[Risk.RETURNING.ordinal()] = parameters.returning().at(age);
    }
    if (age >= 60) {
      rates[Risk.RETIRING.ordinal()] =
          parameters.retiring().at(age) * (ill ? parameters.retiringIllFactor() : 1);
    }
  }

  private double losing(Person person, int age, Community community) {
    double now = community.now();
    boolean again = now - person.jobLost < parameters.lostAgain().years() * Days.YEAR;
    return parameters.lost().at(age)
        * parameters.lostByOccupation().get(jobs.majorGroup(person))
        * parameters.lostByYear().at(community.year())
        * (again ? parameters.lostAgain().factor() : 1)
        * (person.smoker ? effects.of(Planted.SMOKING_JOB_LOSS).factor() : 1);
  }

  private double leaving(Person person, int age, double now) {
    return parameters.leaving().at(age)
        * effects.since(Planted.DIAGNOSIS_WORK_EXIT, illnesses.workExitSince(person), now)
        * effects.since(Planted.PAIN_THEN_DEPRESSION, person.painThenDepression, now);
  }

  @Override
  public Reach happen(Risk risk, Person person, Community community) {
    switch (risk) {
      case JOB_LOSS -> lose(person, community);
      case FINDING_WORK -> find(person, community);
      case JOB_CHANGE -> {
        become(Work.EMPLOYED, person, community);
        jobs.hire(person, community);
      }
      case LEAVING_WORK -> leave(Work.OUTSIDE, person, community);
      case RETURNING -> {
        become(Work.EMPLOYED, person, community);
        jobs.hire(person, community);
      }
      case RETIRING -> leave(Work.RETIRED, person, community);
      case SICKNESS -> fallSick(person, community);
      default -> throw new IllegalArgumentException(risk.name());
    }
    return risk == Risk.SICKNESS || risk == Risk.JOB_CHANGE ? Reach.PERSON : Reach.COUPLE;
  }

  private void lose(Person person, Community community) {
    double now = community.now();
    endSickness(person, community);
    become(Work.UNEMPLOYED, person, community);
    person.jobLost = now;
    person.spellFrom = now;
    pay.scar(person);
    Family.noteLossWithDivorce(person, now, effects);
    community.tell(Outcome.JOB_LOSS, person);
  }

  private void find(Person person, Community community) {
    endSpell(person, community);
    become(Work.EMPLOYED, person, community);
    jobs.hire(person, community);
  }

  private void leave(Work into, Person person, Community community) {
    endSpells(person, community);
    become(into, person, community);
  }

  private void fallSick(Person person, Community community) {
    person.sickFrom = community.now();
    double days = LONG_SICKNESS + community.draws().waiting(parameters.sicknessDays());
    person.sickUntil = community.now() + days;
  }

  /** Ends a spell of sickness, if there is one. */
  void endSickness(Person person, Community community) {
    if (person.sickUntil != Days.NEVER) {
      person.sickUntil = Days.NEVER;
      community.chronicle().sick(person, Days.day(person.sickFrom), Days.day(community.now()));
    }
  }

  /** Ends what is open, because the person leaves the country, work, or life. */
  void endSpells(Person person, Community community) {
    endSickness(person, community);
    endSpell(person, community);
  }

  private void endSpell(Person person, Community community) {
    if (person.spellFrom != Days.NEVER) {
      tellSpell(person, Days.day(community.now()), community);
      person.spellFrom = Days.NEVER;
    }
  }

  /** Tells the spells that go on beyond the end of the chronicle. */
  void tellOpenSpells(Person person, Community community) {
    if (person.sickUntil != Days.NEVER) {
      community.chronicle().sick(person, Days.day(person.sickFrom), Person.OPEN);
    }
    if (person.spellFrom != Days.NEVER) {
      tellSpell(person, Person.OPEN, community);
    }
  }

  private static void tellSpell(Person person, int to, Community community) {
    community.chronicle().unemployed(person, person.occupation, Days.day(person.spellFrom), to);
  }
}
