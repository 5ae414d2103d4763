package dev.norn.ingestion.nation;

/** One strand of a life. Shared by all lives: what it remembers is in the {@link Life}. */
interface LifeProcess {

  /** Sets the state on the first day and tells what the register holds when it begins. */
  void begin(Life life, Facts facts);

  /** Lives one year, seeing the state that the processes before it left. */
  void live(Life life, YearOfLife year, Facts facts);
}
