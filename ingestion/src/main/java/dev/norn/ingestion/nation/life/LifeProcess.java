package dev.norn.ingestion.nation.life;

/** One strand of a life. Shared by all lives: what it remembers is in the {@link Person}. */
interface LifeProcess {

  /** Sets the hazards of its own risks, per year; they are 0 before. */
  void rate(Person person, Community community, double[] rates);

  /**
   * Lets one of its risks happen now.
   *
   * @return whether hazards of this or another person may have changed
   */
  boolean happen(Risk risk, Person person, Community community);
}
