package dev.norn.model.baseline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Who has an event of one cause at each time, and who could have had one, latest time first. */
final class RiskSets {

  private final FollowedPeople people;
  private final int cause;
  private final int[] byExit;
  private final int[] byEnter;

  RiskSets(FollowedPeople people, int cause) {
    this.people = people;
    this.cause = cause;
    this.byExit = latestFirst(people::exit);
    this.byEnter = latestFirst(people::enter);
  }

  private int[] latestFirst(IntToDoubleFunction time) {
    return IntStream.range(0, people.people())
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer person) -> time.applyAsDouble(person)).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Told how the set of those at risk changes, back through time. */
  interface Visitor {

    void add(int person);

    void remove(int person);

    /**
     * @param events who has the event at this time; all of them are among those at risk
     */
    void at(double time, int[] events);
  }

  void visit(Visitor visitor) {
    int exits = 0;
    int entries = 0;
    while (exits < byExit.length) {
      double time = people.exit(byExit[exits]);
      int from = exits;
      while (exits < byExit.length && people.exit(byExit[exits]) == time) {
        visitor.add(byExit[exits++]);
      }
      while (entries < byEnter.length && people.enter(byEnter[entries]) >= time) {
        visitor.remove(byEnter[entries++]);
      }
      int[] events =
          Arrays.stream(byExit, from, exits).filter(p -> people.cause(p) == cause).toArray();
      if (events.length > 0) {
        visitor.at(time, events);
      }
    }
  }
}
