package dev.norn.ingestion.nation.life;

/** Sees the hazards that a community lives under, and the outcomes they are hazards of. */
public interface HazardWitness {

  /** Sees nothing. */
  HazardWitness NOBODY =
      new HazardWitness() {
        @Override
        public void stretch(Person person, double from, double to) {}

        @Override
        public void outcome(Person person, Outcome outcome, double time) {}
      };

  /**
   * {@link Person#hazard} was constant for a person in the country between the two times, and is
   * still as it was. Stretches of one person follow each other without gaps.
   */
  void stretch(Person person, double from, double to);

  /** The outcome happens now. */
  void outcome(Person person, Outcome outcome, double time);
}
