package dev.norn.ingestion.nation.truth;

import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.life.Outcome;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.life.PersonNumber;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of {@code truth/hazards.csv} for one community: hazards by person and stretch of days.
 */
final class HazardRows implements HazardWitness {
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final long seed;
  private final StringBuilder rows = new StringBuilder();
  private final List<Stretch> open = new ArrayList<>();

  /** Days on which one person's hazards are the same. */
  private static final class Stretch {
    private final String number;
    private int from;
    private int to;
    private final double[] hazards = new double[OUTCOMES.length];

    Stretch(String number) {
      this.number = number;
    }
  }

  HazardRows(long seed) {
    this.seed = seed;
  }

  static String header() {
    StringBuilder header = new StringBuilder("person_number,from,to");
    for (Outcome outcome : OUTCOMES) {
      header.append(',').append(outcome.label().replace('-', '_'));
    }
    return header.append('\n').toString();
  }

  @Override
  public void stretch(Person person, double from, double to) {
    int first = Days.day(from);
    int last = Days.day(to);
    if (first == last) {
      return;
    }
    Stretch stretch = openFor(person);
    double[] now = new double[OUTCOMES.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = person.hazard(OUTCOMES[i]);
    }
    if (stretch.from != stretch.to && stretch.to == first && Arrays.equals(now, stretch.hazards)) {
      stretch.to = last;
      return;
    }
    write(stretch);
    stretch.from = first;
    stretch.to = last;
    System.arraycopy(now, 0, stretch.hazards, 0, now.length);
  }

  private Stretch openFor(Person person) {
    while (open.size() <= person.number()) {
      open.add(null);
    }
    Stretch stretch = open.get(person.number());
    if (stretch == null) {
      stretch = new Stretch(PersonNumber.of(seed, person.id()));
      open.set(person.number(), stretch);
    }
    return stretch;
  }

  private void write(Stretch stretch) {
    if (stretch.from == stretch.to) {
      return;
    }
    rows.append(stretch.number).append(',');
    rows.append(LocalDate.ofEpochDay(stretch.from)).append(',');
    rows.append(LocalDate.ofEpochDay(stretch.to));
    for (double hazard : stretch.hazards) {
      Decimal.append(rows.append(','), hazard);
    }
    rows.append('\n');
  }

  @Override
  public void outcome(Person person, Outcome outcome, double time) {}

  /** All rows, once the community has lived to its end. */
  String finished() {
    for (Stretch stretch : open) {
      if (stretch != null) {
        write(stretch);
      }
    }
    open.clear();
    return rows.toString();
  }
}
