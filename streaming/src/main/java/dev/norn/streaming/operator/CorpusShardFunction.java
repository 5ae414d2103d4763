package dev.norn.streaming.operator;

import dev.norn.cohort.Cohort;
import dev.norn.event.DefinitionFile;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.CorpusWriter;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.sequence.SequenceAssembler;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Writes each eligible person's sequence and labels into its subtask's shard, and emits for each
 * person why it is not in the corpus, or {@link #INCLUDED}. In batch mode people come in order of
 * pseudonym, so the shards' bytes do not depend on the order of arrival.
 *
 * <p>Inputs are the facts up to the landmark, as known by the cohort's register time; labels the
 * facts after it, as known now.
 */
public final class CorpusShardFunction extends RichFlatMapFunction<PersonFacts, String> {
  private static final long serialVersionUID = 1L;

  /** Emitted for a person who is in the corpus. */
  public static final String INCLUDED = "INCLUDED";

  private final String folder;
  private final String vocabularyJson;
  private final String cohortJson;
  private final ArrayList<String> outcomesJson;
  private final int maxLength;

  private transient Cohort cohort;
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
        cohort.landmark(),
        cohort.knownBy(),
        cohort.name(),
        outcomes.stream().map(OutcomeDefinition::name).toList(),
        DefinitionFile.toJson(cohort.split()),
        cohort.split().seed(),
        maxLength,
        outcomes.stream()
            .collect(
                Collectors.toMap(
                    OutcomeDefinition::name, outcome -> outcome.form(cohort.landmark()))));
  }

  @Override
  public void open(OpenContext context) throws IOException {
    Vocabulary vocabulary = Vocabulary.fromJson(vocabularyJson);
    cohort = DefinitionFile.fromJson(cohortJson, Cohort.class);
    outcomes =
        outcomesJson.stream()
            .map(json -> DefinitionFile.fromJson(json, OutcomeDefinition.class))
            .toList();
    assembler =
        new SequenceAssembler(vocabulary, cohort.landmark(), cohort.knownByInstant(), maxLength);
    String shard =
        "part-%05d.parquet".formatted(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    writer =
        CorpusWriter.create(
            Path.of(folder, shard), description(vocabulary, cohort, outcomes, maxLength));
  }

  @Override
  public void flatMap(PersonFacts facts, Collector<String> out) throws IOException {
    History history = facts.history();
    List<LifeEvent> inputs = cohort.inputs(history);
    Optional<Cohort.Exclusion> exclusion = cohort.exclusion(inputs);
    if (exclusion.isEmpty()) {
      // An eligible person has a background, hence a sequence.
      writer.write(
          CorpusExample.of(
              assembler.assemble(history).orElseThrow(),
              cohort.split(inputs.get(0).person(), inputs),
              observed(history)));
    }
    out.collect(exclusion.map(Enum::name).orElse(INCLUDED));
  }

  private Map<String, ObservedOutcome> observed(History history) {
    List<LifeEvent> known = history.asKnownBy(null);
    Map<String, ObservedOutcome> observed = new HashMap<>();
    for (OutcomeDefinition outcome : outcomes) {
      observed.put(outcome.name(), outcome.observe(known, cohort.landmark()));
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
