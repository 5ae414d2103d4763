package dev.norn.model.scoring;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.norn.cohort.Cohort;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.outcome.OutcomeDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who is scored for what, with what: a run's {@code run.json}.
 *
 * @param id of the run
 * @param release id
 * @param calibration id of the release's calibration, or {@code own}
 * @param outcomes of the release, those that the run scores
 * @param registers whose facts count; empty for all
 * @param sexTokens texts of the tokens that mark sex; empty where none does
 * @param coveredTo last day that the registers cover, yyyy-MM-dd; null for the newest register time
 * @param disclosure what the report may show; as {@link DisclosureRules#DEFAULT} where an older run
 *     says nothing
 * @param started ISO-8601 instant
 */
public record ScoringSpec(
    String id,
    String release,
    String calibration,
    Cohort cohort,
    List<OutcomeDefinition> outcomes,
    AbstentionRule abstention,
    Set<String> registers,
    List<String> sexTokens,
    String coveredTo,
    DisclosureRules disclosure,
    String started) {

  public ScoringSpec {
    outcomes = List.copyOf(outcomes);
    registers = new TreeSet<>(registers);
    sexTokens = List.copyOf(sexTokens);
    disclosure = disclosure == null ? DisclosureRules.DEFAULT : disclosure;
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("[run.json] outcomes: name at least one of the release's");
    }
  }

  /** In the order of the run. */
  @JsonIgnore
  public List<String> outcomeNames() {
    return outcomes.stream().map(OutcomeDefinition::name).toList();
  }

  /** Whether another run would score the same people for the same with the same. */
  boolean asksTheSame(ScoringSpec other) {
    return equals(
        new ScoringSpec(
            id,
            other.release,
            other.calibration,
            other.cohort,
            other.outcomes,
            other.abstention,
            other.registers,
            other.sexTokens,
            other.coveredTo,
            other.disclosure,
            started));
  }
}
