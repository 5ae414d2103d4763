package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.KinLink;
import dev.norn.cohort.Sides;
import dev.norn.cohort.Split;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.CorpusWriter;
import dev.norn.model.split.CohortFile;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.SequenceAssembler;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Writes each eligible person's sequence and labels into its subtask's shard, and says of each
 * person what became of it. In batch mode people come in order of pseudonym, so the shards' bytes
 * do not depend on the order of arrival.
 *
 * <p>Inputs are the facts up to the landmark, as known by the cohort's register time; labels the
 * facts after it, as known now.
 */
public final class CorpusShardFunction extends RichMapFunction<PersonFacts, CorpusPerson> {
  private static final long serialVersionUID = 1L;

  private final String folder;
  private final String vocabularyJson;
  private final String cohortJson;
  private final ArrayList<String> outcomesJson;
  private final int maxLength;

  private transient Cohort cohort;
  private transient Sides sides;
  private transient List<OutcomeDefinition> outcomes;
  private transient SequenceAssembler assembler;
  private transient CorpusWriter writer;

  public CorpusShardFunction(
      Path folder,
      Vocabulary vocabulary,
      Cohort cohort,
      List<OutcomeDefinition> outcomes,
      int maxLength) {
    this.folder = folder.toString();
    this.vocabularyJson = vocabulary.toJson();
    this.cohortJson = DefinitionFile.toJson(cohort);
    this.outcomesJson = new ArrayList<>(outcomes.stream().map(DefinitionFile::toJson).toList());
    this.maxLength = maxLength;
  }

  /** What the corpus that these shards belong to says of itself. */
  public static CorpusDescription description(
      Vocabulary vocabulary, Cohort cohort, List<OutcomeDefinition> outcomes, int maxLength) {
    return new CorpusDescription(
        vocabulary.hash(),
        cohort.landmark().span(),
        cohort.knownBy(),
        cohort.name(),
        outcomes.stream().map(OutcomeDefinition::name).toList(),
        cohort.split().identity(),
        cohort.split().seed(),
        maxLength,
        outcomes.stream()
            .collect(
                Collectors.toMap(
                    OutcomeDefinition::name, outcome -> outcome.form(cohort.landmark().span()))));
  }

  @Override
  public void open(OpenContext context) throws IOException {
    Vocabulary vocabulary = Vocabulary.fromJson(vocabularyJson);
    cohort = DefinitionFile.fromJson(cohortJson, Cohort.class);
    sides = CohortFile.sides(cohort);
    outcomes =
        outcomesJson.stream()
            .map(json -> DefinitionFile.fromJson(json, OutcomeDefinition.class))
            .toList();
    assembler =
        new SequenceAssembler(
            vocabulary, cohort.landmark().span().latest(), cohort.knownByInstant(), maxLength);
    String shard =
        "part-%05d.parquet".formatted(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    writer =
        CorpusWriter.create(
            Path.of(folder, shard), description(vocabulary, cohort, outcomes, maxLength));
  }

  @Override
  public CorpusPerson map(PersonFacts facts) throws IOException {
    History history = facts.history();
    List<LifeEvent> inputs = cohort.inputs(history);
    OptionalInt removedBy = cohort.removedBy(inputs);
    if (removedBy.isPresent()) {
      return CorpusPerson.removed(removedBy.getAsInt(), newestRecorded(history));
    }
    LandmarkDate landmark = cohort.landmarkOf(inputs);
    PersonId person = inputs.get(0).person();
    Split side = sides.of(person, inputs);
    List<KinLink> kin = cohort.kin(history);
    // An eligible person has a background, hence a sequence.
    writer.write(
        CorpusExample.of(
            assembler.at(landmark).assemble(history).orElseThrow(),
            side,
            observed(history, landmark)));
    return new CorpusPerson(
        -1,
        newestRecorded(history),
        registers(cohort.lateFacts(history)),
        registers(inputs.stream().filter(LifeEvent::endsAfterItsRecording).toList()),
        person.value(),
        side.name(),
        kin.stream().map(KinLink::name).toArray(String[]::new),
        kin.stream().map(each -> each.kin().value()).toArray(String[]::new));
  }

  private static Instant newestRecorded(History history) {
    return history.asKnownBy(null).stream()
        .map(LifeEvent::recorded)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static String[] registers(List<LifeEvent> facts) {
    return facts.stream().map(LifeEvent::register).toArray(String[]::new);
  }

  private Map<String, ObservedOutcome> observed(History history, LandmarkDate landmark) {
    List<LifeEvent> known = history.asKnownBy(null);
    Map<String, ObservedOutcome> observed = new HashMap<>();
    for (OutcomeDefinition outcome : outcomes) {
      observed.put(outcome.name(), outcome.observe(known, landmark));
    }
    return observed;
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
