package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** The histories of a bounded run to encoding requests; people outside the cohort give none. */
public final class ScoringRequestFunction
    extends RichFlatMapFunction<PersonFacts, EncodingRequest> {
  private static final long serialVersionUID = 1L;

  /** Name of the accumulator that counts the people of the cohort. */
  public static final String PEOPLE = "people";

  private final String cohortJson;
  private final String releaseFolder;
  private final LongCounter people = new LongCounter();
  private transient SequenceWriter writer;

  public ScoringRequestFunction(Cohort cohort, String releaseFolder) {
    this.cohortJson = DefinitionFile.toJson(cohort);
    this.releaseFolder = releaseFolder;
  }

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(PEOPLE, people);
    writer = SequenceWriter.open(DefinitionFile.fromJson(cohortJson, Cohort.class), releaseFolder);
  }

  @Override
  public void flatMap(PersonFacts facts, Collector<EncodingRequest> out) {
    EncodingRequest request = writer.write(facts.person(), facts.history(), Cause.SCORING_RUN, 0);
    if (request.abstained() == null) {
      people.add(1);
      out.collect(request);
    }
  }
}
