package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.outcome.FollowUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The life table of a time-to-event outcome: cumulative incidence by age band and sex, drawn
 * towards everybody's by {@value #PRIOR_PEOPLE} imagined people. Immutable once fitted.
 */
final class IncidenceTable implements CumulativeIncidence {

  private static final int PRIOR_PEOPLE = 10;

  private final Set<Integer> sexTokens;
  private final AalenJohansen everybody;
  private final Map<AgeSex, AalenJohansen> cells = new HashMap<>();

  private IncidenceTable(Set<Integer> sexTokens, int causes, Map<AgeSex, List<FollowUp>> groups) {
    this.sexTokens = sexTokens;
    this.everybody =
        AalenJohansen.of(groups.values().stream().flatMap(List::stream).toList(), causes);
    groups.forEach((cell, group) -> cells.put(cell, AalenJohansen.of(group, causes)));
  }

  static IncidenceTable fit(
      String outcome, int causes, Supplier<Stream<CorpusExample>> train, Set<Integer> sexTokens) {
    Map<AgeSex, List<FollowUp>> groups = new HashMap<>();
    try (Stream<CorpusExample> examples = train.get()) {
      examples.forEachOrdered(
          example -> {
            FollowUp seen = example.followUps().get(outcome);
            if (seen != null && seen.days() > 0) {
              groups
                  .computeIfAbsent(AgeSex.of(example, sexTokens), c -> new ArrayList<>())
                  .add(seen);
            }
          });
    }
    return new IncidenceTable(Set.copyOf(sexTokens), causes, groups);
  }

  @Override
  public double of(CorpusExample example, int cause, int day) {
    double overall = everybody.at(cause, day);
    AalenJohansen cell = cells.get(AgeSex.of(example, sexTokens));
    return cell == null
        ? overall
        : (cell.people() * cell.at(cause, day) + PRIOR_PEOPLE * overall)
            / (cell.people() + PRIOR_PEOPLE);
  }

  /** The same curve for everybody. */
  CumulativeIncidence marginal() {
    return (example, cause, day) -> everybody.at(cause, day);
  }
}
