package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.CodeLists.Diagnosis;
import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Parameters.GroupFactors;
import dev.norn.ingestion.nation.parameters.Planted;
import dev.norn.ingestion.nation.parameters.Sex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Hospital contacts, lasting illnesses and what they bring on, placement in care. */
final class Health implements LifeProcess {
  private static final int OLDEST_FADE = 60;
  private static final int ADULT = 18;

  private final Parameters.Health parameters;
  private final Effects effects;
  private final List<Diagnosis> diagnoses;
  private final Medicines medicines;
  private final Illnesses illnesses;
  private final List<GroupFactors> factors = new ArrayList<>();
  private final int[] groupOf;
  private final List<Contacts> groups = new ArrayList<>();
  private final List<Contacts> rememberedGroups = new ArrayList<>();
  private final double[] fade = new double[OLDEST_FADE + 1];
  private final int diabetes;
  private final int alcohol;
  private final int delivery;
  private final int[] smokersFall;
  private final double[][] firstContacts;
  private final int[][] bringsOn;
  private final double[][] bringsOnFactor;

  Health(
      Parameters all, Effects effects, CodeLists codes, Illnesses illnesses, Medicines medicines) {
    parameters = all.health();
    this.effects = effects;
    this.illnesses = illnesses;
    this.medicines = medicines;
    diagnoses = codes.diagnoses();
    diabetes = codes.diagnosis("E11");
    alcohol = codes.diagnosis("F10");
    delivery = codes.diagnosis("O80");
    smokersFall = List.of("J44", "C34", "I21").stream().mapToInt(codes::diagnosis).toArray();
    List<String> names = List.copyOf(new TreeMap<>(parameters.groups()).keySet());
    groupOf = diagnoses.stream().mapToInt(each -> names.indexOf(each.group())).toArray();
    for (var group : new TreeMap<>(parameters.groups()).entrySet()) {
      factors.add(group.getValue());
      groups.add(contacts(group.getKey(), code -> true));
      rememberedGroups.add(contacts(group.getKey(), this::isRemembered));
    }
    for (int i = 0; i < fade.length; i++) {
      fade[i] = StrictMath.pow(parameters.repeatsFade(), i);
    }
    firstContacts = new double[diagnoses.size()][];
    for (int i = 0; i < firstContacts.length; i++) {
      firstContacts[i] = byAgeAndSex(diagnoses.get(i));
    }
    bringsOn = new int[diagnoses.size()][0];
    bringsOnFactor = new double[diagnoses.size()][0];
    parameters.comorbidity().forEach(rule -> add(rule, codes));
  }

  /** Place of E11. */
  int diabetes() {
    return diabetes;
  }

  /** First contacts with those codes of a group that are wanted. */
  private Contacts contacts(String group, IntPredicate wanted) {
    return new Contacts(
        diagnoses.size(),
        (code, sex, age) -> {
          Diagnosis diagnosis = diagnoses.get(code);
          boolean here = code != diabetes && diagnosis.group().equals(group) && wanted.test(code);
          return here ? diagnosis.hazard(sex, age) : 0;
        });
  }

  /** Whether a contact leaves a trace in the state of the person. */
  private boolean isRemembered(int code) {
    return diagnoses.get(code).lasts() || illnesses.isMarking(code);
  }

  private static double[] byAgeAndSex(Diagnosis diagnosis) {
    double[] hazards = new double[2 * (Contacts.OLDEST + 1)];
    for (int age = 0; age <= Contacts.OLDEST; age++) {
      for (Sex sex : Sex.values()) {
        hazards[2 * age + sex.ordinal()] = diagnosis.hazard(sex, age);
      }
    }
    return hazards;
  }

  /** First contacts with one diagnosis per person-year, looked up. */
  private double firstContacts(int code, Sex sex, int age) {
    return firstContacts[code][2 * Contacts.within(age) + sex.ordinal()];
  }

  private void add(Parameters.Comorbidity rule, CodeLists codes) {
    int from = codes.diagnosis(rule.from());
    int last = bringsOn[from].length;
    bringsOn[from] = Arrays.copyOf(bringsOn[from], last + 1);
    bringsOnFactor[from] = Arrays.copyOf(bringsOnFactor[from], last + 1);
    bringsOn[from][last] = codes.diagnosis(rule.to());
    bringsOnFactor[from][last] = rule.factor();
  }

  @Override
  public void rate(Person person, Community community, double[] rates) {
    int age = person.age(person.rated);
    rates[Risk.CARE_PLACEMENT.ordinal()] =
        age < ADULT && person.placedInCare == Days.LONG_AGO
            ? parameters.carePlacement().at(age)
            : 0;
    person.diabetesAgain = 0;
    if (person.stayDiagnosis != Person.NONE) {
      return;
    }
    rates[Risk.CONTACT.ordinal()] = newContacts(person, age, community, null);
    rates[Risk.DIABETES.ordinal()] = newDiabetes(person, age, community);
    rates[Risk.COMORBIDITY.ordinal()] = extra(person, age, community, null);
    rates[Risk.REPEAT.ordinal()] = repeats(person, community, null);
  }

  /** Hazard of a first contact in any group; fills in the groups' own where an array is given. */
  private double newContacts(Person person, int age, Community community, double[] byGroup) {
    List<Contacts> possible = community.isDetailed() ? groups : rememberedGroups;
    double total = 0;
    for (int i = 0; i < factors.size(); i++) {
      double hazard = possible.get(i).hazard(person.sex, age) * parameters.contactsFactor();
      if (age >= ADULT) {
        hazard *= circumstances(person, factors.get(i));
      }
      total += hazard;
      if (byGroup != null) {
        byGroup[i] = hazard;
      }
    }
    return total;
  }

  private double circumstances(Person person, GroupFactors factor) {
    return (person.quintile == 0 ? factor.lowestIncomes() : 1)
        * (person.level <= 2 ? factor.lowestLevel() : 1)
        * (person.civil == Civil.F ? factor.divorced() : 1);
  }

  private double newDiabetes(Person person, int age, Community community) {
    if (person.illness(diabetes) != Person.NONE) {
      return 0;
    }
    return firstContacts(diabetes, person.sex, age)
        * parameters.contactsFactor()
        * (age >= ADULT ? circumstances(person, factors.get(groupOf[diabetes])) : 1)
        * (illnesses.isObese(person) ? parameters.obesityDiabetes() : 1);
  }

  /**
   * What illnesses, smoking and a divorce add to the hazard of single diagnoses; the places of the
   * diagnoses go into a list where one is given.
   */
  private double extra(Person person, int age, Community community, Extra into) {
    double total = 0;
    for (int i = 0; i < person.illnessCount; i++) {
      int from = person.illnesses[i];
      for (int j = 0; j < bringsOn[from].length; j++) {
        total += extra(person, age, bringsOn[from][j], bringsOnFactor[from][j], into);
      }
    }
    if (person.smoker) {
      double factor = effects.of(Planted.SMOKING).factor();
      for (int code : smokersFall) {
        total += extra(person, age, code, factor, into);
      }
    }
    // Only in one subgroup: men with no more than basic school.
    if (person.sex == Sex.M && person.level <= 2) {
      double factor = effects.since(Planted.DIVORCE_ALCOHOL, person.divorced, person.rated);
      total += extra(person, age, alcohol, factor, into);
    }
    return total;
  }

  private double extra(Person person, int age, int code, double factor, Extra into) {
    if (factor <= 1 || person.illness(code) != Person.NONE) {
      return 0;
    }
    double hazard =
        (factor - 1)
            * firstContacts(code, person.sex, age)
            * parameters.contactsFactor()
            * (age >= ADULT ? circumstances(person, factors.get(groupOf[code])) : 1);
    if (into != null) {
      into.add(code, hazard);
    }
    return hazard;
  }

  /** Diagnoses with hazards of their own. */
  private static final class Extra {
    private int[] codes = new int[16];
    private double[] hazards = new double[16];
    private int count;

    void add(int code, double hazard) {
      if (count == codes.length) {
        codes = Arrays.copyOf(codes, 2 * count);
        hazards = Arrays.copyOf(hazards, 2 * count);
      }
      codes[count] = code;
      hazards[count++] = hazard;
    }

    int draw(double total, Draws draws) {
      return codes[draws.inProportion(hazards, total)];
    }
  }

  private double repeats(Person person, Community community, double[] byIllness) {
    double total = 0;
    for (int i = 0; i < person.illnessCount; i++) {
      if (!community.isDetailed() && !illnesses.isMarking(person.illnesses[i])) {
        continue;
      }
      int years = Days.age(person.illSince[i], person.rated);
      double hazard =
          diagnoses.get(person.illnesses[i]).repeats()
              * fade[Math.min(OLDEST_FADE, Math.max(0, years))]
              * parameters.contactsFactor();
      total += hazard;
      if (person.illnesses[i] == diabetes) {
        person.diabetesAgain = hazard;
      }
      if (byIllness != null) {
        byIllness[i] = hazard;
      }
    }
    return total;
  }

  @Override
  public Reach happen(Risk risk, Person person, Community community) {
    Draws draws = community.draws();
    // As when the hazards were set, so that they add up to what was drawn from.
    int age = person.age(person.rated);
    return switch (risk) {
      case CARE_PLACEMENT -> placeInCare(person, community);
      case DIABETES -> contact(person, diabetes, community);
      case CONTACT -> {
        double[] byGroup = new double[factors.size()];
        double total = newContacts(person, age, community, byGroup);
        List<Contacts> possible = community.isDetailed() ? groups : rememberedGroups;
        Contacts group = possible.get(draws.inProportion(byGroup, total));
        yield contact(person, group.draw(person.sex, age, draws), community);
      }
      case COMORBIDITY -> {
        Extra extra = new Extra();
        double total = extra(person, age, community, extra);
        yield contact(person, extra.draw(total, draws), community);
      }
      case REPEAT -> {
        double[] byIllness = new double[person.illnessCount];
        double total = repeats(person, community, byIllness);
        yield contact(person, person.illnesses[draws.inProportion(byIllness, total)], community);
      }
      default -> throw new IllegalArgumentException(risk.name());
    };
  }

  private Reach placeInCare(Person person, Community community) {
    person.placedInCare = community.now();
    community.chronicle().placedInCare(person, Days.day(community.now()));
    return Reach.PERSON;
  }

  /** The hospital contact that a birth is. */
  void deliver(Person mother, Community community) {
    if (mother.stayDiagnosis == Person.NONE) {
      contact(mother, delivery, community);
    }
  }

  private Reach contact(Person person, int code, Community community) {
    Draws draws = community.draws();
    Diagnosis diagnosis = diagnoses.get(code);
    Reach reach = note(person, code, diagnosis, community);
    if (code == diabetes) {
      community.tell(Outcome.DIABETES, person);
    }
    double at = draws.uniform();
    if (at < diagnosis.inpatient()) {
      double mean = parameters.stayMeanDays().at(person.age(community.now()));
      person.stayDiagnosis = code;
      person.stayFrom = community.now();
      person.stayUntil = community.now() + 0.5 + draws.waiting(mean);
      return Reach.PERSON;
    }
    boolean emergency = at < diagnosis.inpatient() + diagnosis.emergency();
    int day = Days.day(community.now());
    community
        .chronicle()
        .contact(
            person, code, emergency ? ContactKind.EMERGENCY : ContactKind.OUTPATIENT, day, day);
    return reach;
  }

  private Reach note(Person person, int code, Diagnosis diagnosis, Community community) {
    double now = community.now();
    boolean changes = illnesses.mark(person, code, now);
    notePainAndDepression(person, code, now);
    if (diagnosis.lasts() && person.illness(code) == Person.NONE) {
      person.addIllness(code, now);
      medicines.startFor(code, person, community);
      return Reach.PERSON;
    }
    return changes ? Reach.PERSON : Reach.NOBODY;
  }

  /** The order matters: pain shortly before the first depression counts, after it does not. */
  private void notePainAndDepression(Person person, int code, double now) {
    if (!illnesses.isDepression(code)) {
      return;
    }
    if (person.firstDepression == Days.NEVER) {
      double years = effects.of(Planted.PAIN_THEN_DEPRESSION).years();
      person.firstDepression = now;
      person.painCameFirst = now - illnesses.painSince(person) < years * Days.YEAR;
    }
    if (person.painCameFirst) {
      person.painThenDepression = now;
    }
  }

  void endStay(Person person, Community community) {
    community
        .chronicle()
        .contact(
            person,
            person.stayDiagnosis,
            ContactKind.INPATIENT,
            Days.day(person.stayFrom),
            Days.day(community.now()));
    person.stayDiagnosis = Person.NONE;
    person.stayUntil = Days.NEVER;
  }

  /** Ends a stay, if there is one, because the person dies or leaves. */
  void leave(Person person, Community community) {
    if (person.stayDiagnosis != Person.NONE) {
      endStay(person, community);
    }
  }
}
