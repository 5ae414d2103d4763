package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.KinLink;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * The histories of a bounded run to who is in a cohort and whom they name as kin. Of people outside
 * the cohort who name nobody nothing is said.
 */
public final class KinFunction extends RichFlatMapFunction<PersonFacts, PersonKin> {
  private static final long serialVersionUID = 1L;

  private final String cohortJson;
  private transient Cohort cohort;

  public KinFunction(Cohort cohort) {
    this.cohortJson = DefinitionFile.toJson(cohort);
  }

  @Override
  public void open(OpenContext context) {
    cohort = DefinitionFile.fromJson(cohortJson, Cohort.class);
  }

  @Override
  public void flatMap(PersonFacts facts, Collector<PersonKin> out) {
    History history = facts.history();
    List<LifeEvent> inputs = cohort.inputs(history);
    boolean inCohort = cohort.removedBy(inputs).isEmpty();
    List<KinLink> kin = cohort.kin(history);
    if (inCohort || !kin.isEmpty()) {
      out.collect(
          new PersonKin(
              facts.person(),
              inCohort,
              kin.stream().map(KinLink::name).toArray(String[]::new),
              kin.stream().map(each -> each.kin().value()).toArray(String[]::new)));
    }
  }
}
