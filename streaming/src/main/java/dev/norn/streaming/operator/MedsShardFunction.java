package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.FactRule;
import dev.norn.cohort.Sides;
import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.PersonId;
import dev.norn.event.RegisterDefinition;
import dev.norn.model.meds.MedsCode;
import dev.norn.model.meds.MedsRow;
import dev.norn.model.meds.MedsRows;
import dev.norn.model.meds.MedsShard;
import dev.norn.model.meds.MedsSubject;
import dev.norn.model.split.CohortFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Writes each person's facts into its subtask's shard of a MEDS data set. In batch mode people come
 * in order of pseudonym, and so of their ids.
 */
public final class MedsShardFunction extends RichMapFunction<PersonFacts, MedsSubjectRows> {
  private static final long serialVersionUID = 1L;

  private final String folder;
  private final ArrayList<String> definitionsJson;
  private final String deathJson;
  private final boolean ends;
  private final String knownBy;
  private final String cohortJson;

  private transient MedsRows toRows;
  private transient Cohort cohort;
  private transient Sides sides;
  private transient MedsShard shard;

  /**
   * @param folder that exists
   * @param death as of {@link MedsRows}
   * @param ends as of {@link MedsRows}
   * @param knownBy register time, included; null for all that is known
   * @param cohort whose split is stated; null: none is
   */
  public MedsShardFunction(
      Path folder,
      List<RegisterDefinition> definitions,
      FactRule death,
      boolean ends,
      Instant knownBy,
      Cohort cohort) {
    this.folder = folder.toString();
    this.definitionsJson =
        new ArrayList<>(definitions.stream().map(DefinitionFile::toJson).toList());
    this.deathJson = death == null ? null : DefinitionFile.toJson(death);
    this.ends = ends;
    this.knownBy = knownBy == null ? null : knownBy.toString();
    this.cohortJson = cohort == null ? null : DefinitionFile.toJson(cohort);
  }

  @Override
  public void open(OpenContext context) throws IOException {
    toRows =
        new MedsRows(
            definitionsJson.stream()
                .map(json -> DefinitionFile.fromJson(json, RegisterDefinition.class))
                .toList(),
            deathJson == null ? null : DefinitionFile.fromJson(deathJson, FactRule.class),
            ends);
    cohort = cohortJson == null ? null : DefinitionFile.fromJson(cohortJson, Cohort.class);
    sides = cohort == null ? null : CohortFile.sides(cohort);
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    shard = new MedsShard(Path.of(folder, subtask + ".parquet"));
  }

  @Override
  public MedsSubjectRows map(PersonFacts facts) throws IOException {
    History history = facts.history();
    List<MedsRow> rows =
        toRows.of(history.asKnownBy(knownBy == null ? null : Instant.parse(knownBy)));
    long subject = MedsSubject.idOf(facts.person());
    List<MedsCode> codes = shard.write(subject, rows);
    return new MedsSubjectRows(
        subject,
        rows.isEmpty() || cohort == null ? null : split(facts.person(), history),
        rows.size(),
        texts(codes, MedsCode::code),
        texts(codes, MedsCode::description),
        texts(codes, MedsCode::parent));
  }

  /** By the facts that the cohort's people are divided by; null of who is on no side. */
  private String split(String person, History history) {
    Split side = sides.of(new PersonId(person), cohort.inputs(history));
    return side == Split.NONE ? null : side.name();
  }

  private static String[] texts(List<MedsCode> codes, Function<MedsCode, String> text) {
    return codes.stream().map(text).toArray(String[]::new);
  }

  @Override
  public void close() throws IOException {
    if (shard != null) {
      shard.close();
      shard = null;
    }
  }
}
