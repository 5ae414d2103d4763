package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.Sides;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.model.split.CohortFile;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.sequence.LandmarkDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** The histories of a bounded run to what a cohort's rules and outcomes say of each person. */
public final class EligibilityFunction extends RichMapFunction<PersonFacts, Eligibility> {
  private static final long serialVersionUID = 1L;

  private final String cohortJson;
  private final ArrayList<String> outcomesJson;
  private transient Cohort cohort;
  private transient Sides sides;
  private transient List<OutcomeDefinition> outcomes;

  public EligibilityFunction(Cohort cohort, List<OutcomeDefinition> outcomes) {
    this.cohortJson = DefinitionFile.toJson(cohort);
    this.outcomesJson = new ArrayList<>(outcomes.stream().map(DefinitionFile::toJson).toList());
  }

  @Override
  public void open(OpenContext context) {
    cohort = DefinitionFile.fromJson(cohortJson, Cohort.class);
    sides = CohortFile.sides(cohort);
    outcomes =
        outcomesJson.stream()
            .map(json -> DefinitionFile.fromJson(json, OutcomeDefinition.class))
            .toList();
  }

  @Override
  public Eligibility map(PersonFacts facts) {
    List<LifeEvent> inputs = cohort.inputs(facts.history());
    OptionalInt removedBy = cohort.removedBy(inputs);
    if (removedBy.isPresent()) {
      return new Eligibility(removedBy.getAsInt(), null, new int[0]);
    }
    LandmarkDate landmark = cohort.landmarkOf(inputs);
    List<LifeEvent> known = facts.history().asKnownBy(null);
    return new Eligibility(
        -1,
        sides.of(inputs.get(0).person(), inputs).name(),
        outcomes.stream().mapToInt(outcome -> outcome.label(known, landmark).ordinal()).toArray());
  }
}
