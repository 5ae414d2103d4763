package dev.norn.bench;

import dev.norn.cohort.Sides;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.CorpusWriter;
import dev.norn.model.split.CohortFile;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.sequence.SequenceAssembler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lives in memory as a corpus. */
final class NationCorpus {

  private NationCorpus() {}

  static Corpus write(
      NationLives lives, List<OutcomeDefinition> outcomes, int maxLength, Path folder)
      throws IOException {
    CorpusDescription description =
        new CorpusDescription(
            lives.vocabulary().hash(),
            lives.landmark().span(),
            lives.cohort().knownBy(),
            lives.cohort().name(),
            outcomes.stream().map(OutcomeDefinition::name).toList(),
            lives.cohort().split().identity(),
            lives.cohort().split().seed(),
            maxLength,
            outcomes.stream()
                .collect(
                    Collectors.toMap(
                        OutcomeDefinition::name,
                        outcome -> outcome.form(lives.landmark().span()))));
    SequenceAssembler assembler =
        new SequenceAssembler(
            lives.vocabulary(), lives.landmark(), lives.cohort().knownByInstant(), maxLength);
    Sides sides = CohortFile.sides(lives.cohort());
    Files.createDirectories(folder);
    try (CorpusWriter writer =
        CorpusWriter.create(folder.resolve("part-00000.parquet"), description)) {
      for (History history : lives.histories().values()) {
        List<LifeEvent> inputs = lives.cohort().inputs(history);
        if (lives.cohort().exclusion(inputs).isEmpty()) {
          writer.write(
              CorpusExample.of(
                  assembler.assemble(history).orElseThrow(),
                  sides.of(inputs.get(0).person(), inputs),
                  observed(lives, outcomes, history)));
        }
      }
    }
    return Corpus.seal(folder, description);
  }

  private static Map<String, ObservedOutcome> observed(
      NationLives lives, List<OutcomeDefinition> outcomes, History history) {
    List<LifeEvent> known = history.asKnownBy(null);
    return outcomes.stream()
        .collect(
            Collectors.toMap(
                OutcomeDefinition::name, outcome -> outcome.observe(known, lives.landmark())));
  }
}
