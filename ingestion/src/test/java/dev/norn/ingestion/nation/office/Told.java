package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.life.Chronicle;
import dev.norn.ingestion.nation.life.Civil;
import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.ContactKind;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.Entry;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.life.Laws;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.life.PersonNumber;
import dev.norn.ingestion.nation.life.Work;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happened in one community, by the numbers that the registers know people by. */
final class Told implements Chronicle {
  record Contact(
      String person, boolean foreign, ContactKind kind, String diagnosis, LocalDate from) {}

  record Dispensing(String person, boolean outside, String medicine, LocalDate day) {}

  /**
   * @param spouse number of the spouse, or null
   */
  record Death(String person, String spouse, String cause, LocalDate birth, LocalDate day) {}

  final List<Contact> contacts = new ArrayList<>();
  final List<Dispensing> dispensings = new ArrayList<>();
  final List<Death> deaths = new ArrayList<>();
  final Map<String, LocalDate> entered = new HashMap<>();

  /** The day from which the education register could know of a person. */
  final Map<String, LocalDate> educated = new HashMap<>();

  private final long seed;
  private final Laws laws;
  private Community community;

  Told(long seed, Laws laws) {
    this.seed = seed;
    this.laws = laws;
  }

  void listen(Community founded, NationSpec spec) {
    community = founded;
    community.open(this, HazardWitness.NOBODY);
    community.runTo(Days.startOfYear(spec.liveYear() + 1));
  }

  private String number(Person person) {
    return PersonNumber.of(seed, person.id());
  }

  private static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }

  @Override
  public void entered(Person person, Entry how, int day) {
    entered.put(number(person), date(day));
    if (how != Entry.BORN && person.level() > 0) {
      educated.putIfAbsent(number(person), date(day));
    }
  }

  @Override
  public void qualified(Person person, int level, int field, int day) {
    educated.putIfAbsent(number(person), date(day));
  }

  @Override
  public void died(Person person, int day, int cause) {
    boolean married = person.civil() == Civil.G && person.partner() != Person.NONE;
    String spouse = married ? number(community.person(person.partner())) : null;
    String code = laws.codes().diagnoses().get(cause).code();
    deaths.add(new Death(number(person), spouse, code, date(person.birth()), date(day)));
  }

  @Override
  public void contact(Person person, int diagnosis, ContactKind kind, int from, int to) {
    boolean foreign = person.country() != laws.home();
    String code = laws.codes().diagnoses().get(diagnosis).code();
    contacts.add(new Contact(number(person), foreign, kind, code, date(from)));
  }

  @Override
  public void dispensed(Person person, int medicine, int day) {
    String code = laws.codes().medicines().get(medicine).code();
    boolean outside = person.work() == Work.OUTSIDE;
    dispensings.add(new Dispensing(number(person), outside, code, date(day)));
  }
}
