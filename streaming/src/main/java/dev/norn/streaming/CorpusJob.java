package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.EligibilityRule;
import dev.norn.cohort.Split;
import dev.norn.cohort.kin.KinTally;
import dev.norn.event.PersonId;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.leakage.LeakageReport;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.streaming.operator.CorpusPerson;
import dev.norn.streaming.operator.CorpusShardFunction;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.CloseableIterator;

/** Writes the corpus: a bounded run of the live job's functions over all that is on the topic. */
public final class CorpusJob {

  private final String bootstrapServers;
  private final int parallelism;
  private final Set<String> registers;

  /**
   * @param parallelism also the number of shards, hence part of what the corpus' id depends on
   * @param registers whose facts count; empty for all
   */
  public CorpusJob(String bootstrapServers, int parallelism, Set<String> registers) {
    this.bootstrapServers = bootstrapServers;
    this.parallelism = parallelism;
    this.registers = Set.copyOf(registers);
  }

  /** What {@link Result#people} calls those who are in the corpus. */
  public static final String INCLUDED = "INCLUDED";

  /**
   * A finished corpus, and who is not in it.
   *
   * @param people by reason of exclusion, and {@link #INCLUDED}
   * @param removed people by the place of the cohort's rule that did not keep them
   * @param newestRecorded newest register time of all facts, used or not
   * @param leakage also kept in the folder
   */
  public record Result(
      Corpus corpus,
      Map<String, Long> people,
      List<Long> removed,
      Instant newestRecorded,
      LeakageReport leakage) {}

  /**
   * @param folder a new or empty one; a run that dies leaves it without a manifest, hence no corpus
   */
  public Result write(
      Path folder,
      Vocabulary vocabulary,
      Cohort cohort,
      List<OutcomeDefinition> outcomes,
      int maxLength)
      throws Exception {
    return write(folder, vocabulary, cohort, outcomes, maxLength, people -> {});
  }

  /**
   * @param read told, as it goes, of how many people the histories were read
   */
  public Result write(
      Path folder,
      Vocabulary vocabulary,
      Cohort cohort,
      List<OutcomeDefinition> outcomes,
      int maxLength,
      LongConsumer read)
      throws Exception {
    outcomes.forEach(outcome -> refuseLabelsAsInputs(outcome, vocabulary));
    Files.createDirectories(folder);
    CorpusDescription description =
        CorpusShardFunction.description(vocabulary, cohort, outcomes, maxLength);
    List<EligibilityRule> rules = cohort.rules();
    long[] removed = new long[rules.size()];
    long[] seen = new long[1];
    Instant[] newest = {Instant.EPOCH};
    Map<String, Long> people = new TreeMap<>();
    Map<String, Long> late = new TreeMap<>();
    Map<String, Long> ahead = new TreeMap<>();
    KinTally kin = new KinTally(cohort.split());
    try (CloseableIterator<CorpusPerson> each =
        BoundedHistories.of(bootstrapServers, parallelism, registers)
            .histories()
            .map(
                new CorpusShardFunction(folder, vocabulary, cohort, outcomes, maxLength),
                TypeInformation.of(CorpusPerson.class))
            .executeAndCollect("norn corpus")) {
      each.forEachRemaining(
          person -> {
            if (person.removedBy() < 0) {
              count(people, INCLUDED);
              kin.add(
                  new PersonId(person.person()), Split.valueOf(person.split()), person.kinLinks());
            } else {
              removed[person.removedBy()]++;
              count(people, rules.get(person.removedBy()).exclusion().name());
            }
            read.accept(++seen[0]);
            if (person.newestRecorded().isAfter(newest[0])) {
              newest[0] = person.newestRecorded();
            }
            count(late, person.lateFacts());
            count(ahead, person.endsAhead());
          });
    }
    Corpus corpus = Corpus.seal(folder, description);
    LeakageReport leakage = LeakageReport.of(late, ahead, kin.count(), corpus, vocabulary);
    leakage.write(folder);
    return new Result(corpus, people, Arrays.stream(removed).boxed().toList(), newest[0], leakage);
  }

  // Dated the landmark, such a fact is an input where its register has a place in sequences.
  private static void refuseLabelsAsInputs(OutcomeDefinition outcome, Vocabulary vocabulary) {
    if (outcome.listed() != null && vocabulary.tokeniser(outcome.listed().register()) != null) {
      throw new IllegalArgumentException(
          "[outcome %s] listed: register %s has tokens, so its labels would be inputs; take them out of its definition and fit the vocabulary again"
              .formatted(outcome.name(), outcome.listed().register()));
    }
  }

  private static void count(Map<String, Long> counts, String... names) {
    for (String name : names) {
      counts.merge(name, 1L, Long::sum);
    }
  }
}
