package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.Split;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.streaming.operator.Eligibility;
import dev.norn.streaming.operator.EligibilityFunction;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.CloseableIterator;

/**
 * How many people each rule of a cohort removes, and what the outcomes of the others are: counted
 * over all that is on the topic, by the functions that write the corpus.
 */
public final class CohortFlow {

  private final long[] removed;
  private final long[] splits = new long[Split.values().length];
  private final long[][] labels;
  private long people;

  private CohortFlow(int rules, int outcomes) {
    removed = new long[rules];
    labels = new long[outcomes][OutcomeLabel.values().length];
  }

  /**
   * @param registers whose facts count; empty for all
   * @param outcomes as known now
   */
  public static CohortFlow count(
      String bootstrapServers,
      int parallelism,
      Set<String> registers,
      Cohort cohort,
      List<OutcomeDefinition> outcomes)
      throws Exception {
    CohortFlow flow = new CohortFlow(cohort.rules().size(), outcomes.size());
    try (CloseableIterator<Eligibility> each =
        BoundedHistories.of(bootstrapServers, parallelism, registers)
            .histories()
            .map(new EligibilityFunction(cohort, outcomes), TypeInformation.of(Eligibility.class))
            .executeAndCollect("norn cohort explain")) {
      each.forEachRemaining(flow::add);
    }
    return flow;
  }

  private void add(Eligibility person) {
    people++;
    if (person.removedBy() >= 0) {
      removed[person.removedBy()]++;
      return;
    }
    splits[Split.valueOf(person.split()).ordinal()]++;
    for (int i = 0; i < labels.length; i++) {
      labels[i][person.labels()[i]]++;
    }
  }

  /** Everybody of whom there is a fact. */
  public long people() {
    return people;
  }

  /**
   * @param rule place in {@link Cohort#rules}
   * @return people whom the rule removes, of those whom the rules before have kept
   */
  public long removedBy(int rule) {
    return removed[rule];
  }

  /** The cohort's people on this side, or on none. */
  public long in(Split split) {
    return splits[split.ordinal()];
  }

  /**
   * @param outcome place among those that were counted
   */
  public long with(int outcome, OutcomeLabel label) {
    return labels[outcome][label.ordinal()];
  }
}
