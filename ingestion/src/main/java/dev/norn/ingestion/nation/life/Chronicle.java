package dev.norn.ingestion.nation.life;

/**
 * Is told what happens, in the order of time. A day counts from 1970-01-01; codes are places in the
 * code lists. A person is as they are after the event. By default nothing is kept.
 */
public interface Chronicle {

  /** Keeps nothing. */
  Chronicle NOBODY = new Chronicle() {};

  default void entered(Person person, Entry how, int day) {}

  /**
   * @param cause place of the ICD-10 category
   */
  default void died(Person person, int day, int cause) {}

  /**
   * @param destination place of the country
   */
  default void emigrated(Person person, int day, int destination) {}

  default void moved(Person person, MoveKind kind, int day) {}

  /**
   * @param other the spouse or the child, or null when there is none to name
   */
  default void family(Person person, FamilyEvent event, Person other, int day) {}

  /** A degree, or the end of basic school (level 2). */
  default void qualified(Person person, int level, int field, int day) {}

  default void placedInCare(Person person, int day) {}

  /**
   * A spell without work is over, or still open when nothing more will be told.
   *
   * @param to day of its end, or {@link Person#OPEN}
   */
  default void unemployed(Person person, int lostOccupation, int from, int to) {}

  /**
   * A spell of sickness absence is over, or still open when nothing more will be told.
   *
   * @param to day of its end, or {@link Person#OPEN}
   */
  default void sick(Person person, int from, int to) {}

  /** A hospital contact is over; one without a stay begins and ends on the same day. */
  default void contact(Person person, int diagnosis, ContactKind kind, int from, int to) {}

  default void dispensed(Person person, int medicine, int day) {}

  /** A month of a person in the country is over; {@code day} is its last. */
  default void month(Person person, int day) {}

  /** A year of a person in the country is over; {@link Person#income()} is that year's. */
  default void year(Person person, int year) {}
}
