package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.Sides;
import dev.norn.cohort.Split;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.model.split.CohortFile;
import dev.norn.streaming.operator.PersonFacts;
import dev.norn.vocab.Vocabulary;
import dev.norn.vocab.VocabularyBuilder;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.util.CloseableIterator;

/**
 * Fits a vocabulary on what the cohort's training people have up to the landmark, as known by its
 * register time: two bounded passes over the topic, one for bins and one for counts.
 */
public final class VocabularyFit {

  private final String bootstrapServers;
  private final int parallelism;
  private final Cohort cohort;
  private final Sides sides;

  public VocabularyFit(String bootstrapServers, int parallelism, Cohort cohort) {
    this.bootstrapServers = bootstrapServers;
    this.parallelism = parallelism;
    this.cohort = cohort;
    this.sides = CohortFile.sides(cohort);
  }

  public Vocabulary fit(List<RegisterDefinition> definitions, int minimumPersons) throws Exception {
    VocabularyBuilder builder =
        new VocabularyBuilder(cohort.landmark().span().latest().date(), definitions);
    Set<String> registers =
        definitions.stream().map(RegisterDefinition::register).collect(Collectors.toSet());
    forEachTrainingPerson("norn vocabulary: bins", registers, builder::observeNumbers);
    builder.fitBins();
    forEachTrainingPerson("norn vocabulary: counts", registers, builder::observeTokens);
    return builder.build(minimumPersons);
  }

  private void forEachTrainingPerson(
      String job, Set<String> registers, Consumer<List<LifeEvent>> each) throws Exception {
    try (CloseableIterator<PersonFacts> people =
        BoundedHistories.of(bootstrapServers, parallelism, registers)
            .histories()
            .executeAndCollect(job)) {
      while (people.hasNext()) {
        List<LifeEvent> inputs = cohort.inputs(people.next().history());
        boolean training =
            cohort.exclusion(inputs).isEmpty()
                && sides.of(inputs.get(0).person(), inputs) == Split.TRAIN;
        if (training) {
          each.accept(inputs);
        }
      }
    }
  }
}
