package dev.norn.ingestion.nation.life;

/** One strand of a life. Shared by all lives: what it remembers is in the {@link Person}. */
interface LifeProcess {

  /** Sets the hazards of its own risks, per year; they are 0 before. */
  void rate(Person person, Community community, double[] rates);

  /**
   * Lets one of its risks happen now.
   *
   * @return whose hazards are to be set anew; those of others it has taken care of itself
   */
  Reach happen(Risk risk, Person person, Community community);
}
