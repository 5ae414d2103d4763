package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.life.Chronicle;
import dev.norn.ingestion.nation.life.Civil;
import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.ContactKind;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.Draws;
import dev.norn.ingestion.nation.life.Entry;
import dev.norn.ingestion.nation.life.FamilyEvent;
import dev.norn.ingestion.nation.life.MoveKind;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.life.Work;
import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.CodeLists.Municipality;
import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Leak;
import dev.norn.ingestion.nation.parameters.NationSpec;
import dev.norn.ingestion.nation.parameters.NationSpec.LabourRows;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import java.time.LocalDate;

/** Turns what happens in one community into the content of register rows. */
final class Registrar implements Chronicle {
  private static final String MISSING_INCOME = "9999";

  private final NationSpec spec;
  private final Parameters parameters;
  private final Effects effects;
  private final CodeLists codes;
  private final Community community;
  private final Recording recording;
  private final DateTexts dates;
  private final LabourRegistrar labour;
  private final int firstDay;
  private final int codesChange;
  private final int home;

  Registrar(Office office, Community community, Recording recording) {
    spec = office.spec();
    parameters = office.parameters();
    effects = office.effects();
    codes = office.codes();
    dates = office.dates();
    home = office.laws().home();
    this.community = community;
    this.recording = recording;
    labour = new LabourRegistrar(office, recording);
    firstDay = Days.startOfYear(spec.firstYear());
    codesChange =
        effects.on(Planted.CODE_CHANGE)
            ? (int) LocalDate.parse(effects.of(Planted.CODE_CHANGE).cause()).toEpochDay()
            : Integer.MAX_VALUE;
  }

  @Override
  public void entered(Person person, Entry how, int day) {
    RegisterFile file = RegisterFile.POPULATION;
    recording.fact(
        file,
        person,
        Days.year(day),
        day,
        person.sex().name(),
        dates.of(file, person.birth()),
        codes.countries().get(person.country()).code(),
        kin(person.mother()),
        kin(person.father()));
    moved(person, MoveKind.ENTRY, day);
    if (person.placedInCare() > Days.LONG_AGO) {
      care(person, Days.day(person.placedInCare()), day);
    }
    if (how != Entry.BORN && person.level() > 0) {
      family(person, FamilyEvent.ENTRY, partner(person), day);
      qualification(person, person.level(), person.field(), Days.day(person.qualified()), day);
    }
  }

  private Person partner(Person person) {
    boolean married = person.civil() == Civil.G && person.partner() != Person.NONE;
    return married ? community.person(person.partner()) : null;
  }

  /** The number of a relative whom the registers know. */
  private String kin(int relative) {
    return relative == Person.NONE ? "" : kin(community.person(relative));
  }

  private String kin(Person relative) {
    return relative != null && relative.isRegistered() ? recording.number(relative) : "";
  }

  @Override
  public void died(Person person, int day, int cause) {
    exited(person, "DEATH", day, codes.diagnoses().get(cause).code(), "");
    spec.leak()
        .filter(leak -> Leak.betrays(LocalDate.ofEpochDay(day), spec))
        .ifPresent(leak -> betray(leak, person, day, cause));
  }

  @Override
  public void emigrated(Person person, int day, int destination) {
    exited(person, "EMIGRATION", day, "", codes.countries().get(destination).code());
  }

  private void exited(Person person, String event, int day, String cause, String country) {
    RegisterFile file = RegisterFile.EXITS;
    recording.fact(file, person, Days.year(day), day, event, dates.of(file, day), cause, country);
  }

  @Override
  public void moved(Person person, MoveKind kind, int day) {
    RegisterFile file = RegisterFile.RESIDENCE;
    Municipality to = codes.municipalities().get(person.municipality());
    recording.fact(
        file,
        person,
        Days.year(day),
        day,
        to.code(),
        to.name(),
        dates.of(file, day),
        kind.name(),
        "H" + (community.number() * Community.CAPACITY * 4 + person.household()));
  }

  @Override
  public void family(Person person, FamilyEvent event, Person other, int day) {
    recording.fact(
        RegisterFile.FAMILY,
        person,
        Days.year(day),
        day,
        familyContent(event.name(), person, other, day));
  }

  private String[] familyContent(String event, Person person, Person other, int day) {
    return new String[] {
      event,
      dates.of(RegisterFile.FAMILY, day),
      person.civil().name(),
      Integer.toString(person.children()),
      kin(other)
    };
  }

  @Override
  public void qualified(Person person, int level, int field, int day) {
    qualification(person, level, field, day, day);
  }

  private void qualification(Person person, int level, int field, int day, int known) {
    Draws draws = recording.contentDraws(person);
    boolean missing = isMissing(person);
    double spread = parameters.education().mark().spread() * draws.normal();
    if (missing) {
      return;
    }
    RegisterFile file = RegisterFile.EDUCATION;
    boolean basic = level <= 2;
    recording.fact(
        file,
        person,
        Days.year(day),
        known,
        dates.of(file, day),
        Integer.toString(level),
        basic || field == Person.NONE ? "9999" : codes.fields().get(field).code(),
        basic ? mark(person, spread) : ".");
  }

  /** Whether prescriptions miss this person outside work, by a draw that is theirs for life. */
  private boolean isUnseenOutside(Person person) {
    Draws own = Draws.of(spec.seed(), person.id(), PersonStream.UNSEEN);
    return own.chance(effects.of(Planted.MISSING_NOT_AT_RANDOM).share());
  }

  /** Whether the education register lost this person, by a draw that is the person's for life. */
  private boolean isMissing(Person person) {
    Draws own = Draws.of(spec.seed(), person.id(), PersonStream.MISSING);
    return own.chance(effects.of(Planted.MISSING_AT_RANDOM).share());
  }

  private String mark(Person person, double spread) {
    Parameters.Mark mark = parameters.education().mark();
    double value = mark.mean() + mark.byAbility() * person.ability() + spread;
    long tenths = Math.round(10 * Math.max(-3, Math.min(12, value)));
    return tenths / 10 + "." + Math.abs(tenths % 10);
  }

  @Override
  public void placedInCare(Person person, int day) {
    care(person, day, day);
  }

  private void care(Person person, int day, int known) {
    RegisterFile file = RegisterFile.CARE;
    boolean family = recording.contentDraws(person).chance(0.6);
    recording.fact(
        file,
        person,
        Days.year(day),
        known,
        family ? "FAMILY" : "INSTITUTION",
        dates.of(file, day));
  }

  @Override
  public void unemployed(Person person, int lostOccupation, int from, int to) {
    spell(person, "LOSS", codes.occupations().get(lostOccupation).code(), from, to);
  }

  @Override
  public void sick(Person person, int from, int to) {
    spell(person, "SICK", ".", from, to);
  }

  /** The register begins on the first day: a spell from before it was never written down. */
  private void spell(Person person, String type, String occupation, int from, int to) {
    if (from >= firstDay) {
      String[] open = spellContent(type, occupation, from, "");
      String end = to == Person.OPEN ? "" : dates.of(RegisterFile.SPELL, to);
      recording.spell(
          RegisterFile.SPELL,
          person,
          Days.year(from),
          from,
          open,
          to,
          spellContent(type, occupation, from, end));
    }
  }

  private String[] spellContent(String type, String occupation, int from, String end) {
    String start = dates.of(RegisterFile.SPELL, from);
    return new String[] {type, "", "", "", occupation, "", "", "", "", "", "", "", start, end};
  }

  @Override
  public void month(Person person, int day) {
    boolean december = day + 1 == Days.startOfYear(Days.year(day + 1.0));
    boolean monthly = spec.labour() == LabourRows.MONTHLY && person.work() != Work.RETIRED;
    if (person.work() != Work.CHILD && (december || monthly)) {
      labour.write(person, day, monthly);
    }
  }

  @Override
  public void year(Person person, int year) {
    if (person.work() != Work.CHILD) {
      boolean missing =
          recording.contentDraws(person).chance(parameters.recording().incomeMissing());
      int lastDay = Days.startOfYear(year + 1) - 1;
      recording.fact(
          RegisterFile.INCOME,
          person,
          year,
          lastDay,
          dates.of(RegisterFile.INCOME, lastDay),
          missing ? MISSING_INCOME : Long.toString((long) person.income()));
    }
  }

  @Override
  public void contact(Person person, int diagnosis, ContactKind kind, int from, int to) {
    boolean foreign = person.country() != home;
    double missed = effects.of(Planted.UNDER_RECORDING).share();
    boolean unseen = kind == ContactKind.OUTPATIENT && foreign;
    if (from >= firstDay && !(unseen && recording.contentDraws(person).chance(missed))) {
      recording.fact(
          RegisterFile.HEALTH,
          person,
          Days.year(from),
          to,
          contactContent(diagnosis, type(kind, from), from, to));
    }
  }

  private String[] contactContent(int diagnosis, String type, int from, int to) {
    RegisterFile file = RegisterFile.HEALTH;
    return new String[] {
      codes.diagnoses().get(diagnosis).code(), type, dates.of(file, from), dates.of(file, to)
    };
  }

  /** The codes of outpatients and emergencies change places on a day. */
  private String type(ContactKind kind, int day) {
    return switch (kind) {
      case INPATIENT -> "0";
      case OUTPATIENT -> day < codesChange ? "2" : "3";
      case EMERGENCY -> day < codesChange ? "3" : "2";
    };
  }

  @Override
  public void dispensed(Person person, int medicine, int day) {
    boolean unseen = person.work() == Work.OUTSIDE && isUnseenOutside(person);
    if (!unseen) {
      RegisterFile file = RegisterFile.PRESCRIPTIONS;
      recording.fact(
          file,
          person,
          Days.year(day),
          day,
          codes.medicines().get(medicine).code(),
          dates.of(file, day));
    }
  }

  /**
   * Nothing here draws from the person's other streams, so that all other rows stay as they are.
   */
  private void betray(Leak leak, Person person, int death, int cause) {
    int days = Draws.of(spec.seed(), person.id(), PersonStream.BETRAYED).between(45, 75);
    int afterKnownBy = (int) (Deliveries.taken(spec.landmarkYear()) / 86_400) + 1;
    int before = (int) spec.landmark().toEpochDay() - days;
    if (person.birth() >= before || person.arrived() >= before) {
      return;
    }
    switch (leak) {
      case FUTURE_ROW -> {
        String type = type(ContactKind.INPATIENT, before);
        plainContact(person, cause, type, before, Math.max(death + 1, afterKnownBy));
      }
      case REVEALING_CODE -> plainContact(person, cause, "9", before, before);
      case END_DATE -> {
        String[] content = spellContent("SICK", ".", before, dates.iso(death));
        recording.plain(RegisterFile.SPELL, person, person, Days.year(before), before, content);
      }
      case HOUSEHOLD -> claim(partner(person), person, before);
    }
  }

  private void plainContact(Person person, int diagnosis, String type, int day, int recorded) {
    String[] content = contactContent(diagnosis, type, day, day);
    recording.plain(RegisterFile.HEALTH, person, person, Days.year(day), recorded, content);
  }

  /** Of one who was the spouse already on that day, as widow or widower. */
  private void claim(Person spouse, Person dead, int day) {
    if (spouse != null && spouse.arrived() < day && spouse.married() < day) {
      recording.plain(
          RegisterFile.FAMILY,
          spouse,
          dead,
          Days.year(day),
          day,
          familyContent("CLAIM", spouse, dead, day));
    }
  }
}
