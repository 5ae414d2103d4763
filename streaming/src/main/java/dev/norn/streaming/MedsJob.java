package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import dev.norn.cohort.FactRule;
import dev.norn.cohort.Split;
import dev.norn.event.RegisterDefinition;
import dev.norn.model.meds.MedsCode;
import dev.norn.model.meds.MedsDataSet;
import dev.norn.streaming.operator.MedsShardFunction;
import dev.norn.streaming.operator.MedsSubjectRows;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.CloseableIterator;

/** Writes all that is on the topic as a MEDS data set. */
public final class MedsJob {

  private final String bootstrapServers;
  private final int parallelism;

  /**
   * @param parallelism also the number of shards
   */
  public MedsJob(String bootstrapServers, int parallelism) {
    this.bootstrapServers = bootstrapServers;
    this.parallelism = parallelism;
  }

  /**
   * What is written.
   *
   * @param name of the data set
   * @param version of Norn
   * @param registers whose facts are written
   * @param death which of them are deaths; null: none
   * @param ends whether a state's end has a row, at the time by which it had passed and was known
   * @param knownBy register time, included; null for all that is known
   * @param cohort whose split is stated; null: none is
   */
  public record Content(
      String name,
      String version,
      List<RegisterDefinition> registers,
      FactRule death,
      boolean ends,
      Instant knownBy,
      Cohort cohort) {}

  /** How much was written. */
  public record Result(long subjects, long rows) {}

  /**
   * @param out made if absent; the data set is there when all of it is written
   * @param read told, as it goes, of how many people the histories were read
   */
  public Result write(Path out, Content content, LongConsumer read) throws Exception {
    MedsDataSet dataSet = MedsDataSet.begin(out);
    long people = 0;
    long subjects = 0;
    long rows = 0;
    try (CloseableIterator<MedsSubjectRows> each =
        BoundedHistories.of(bootstrapServers, parallelism, names(content.registers()))
            .histories()
            .map(
                new MedsShardFunction(
                    dataSet.shards(),
                    content.registers(),
                    content.death(),
                    content.ends(),
                    content.knownBy(),
                    content.cohort()),
                TypeInformation.of(MedsSubjectRows.class))
            .executeAndCollect("norn meds data")) {
      while (each.hasNext()) {
        MedsSubjectRows subject = each.next();
        add(dataSet, subject);
        subjects += subject.rows() > 0 ? 1 : 0;
        rows += subject.rows();
        read.accept(++people);
      }
    }
    dataSet.seal(
        new MedsDataSet.About(
            content.name(),
            content.knownBy() == null ? null : "known by " + content.knownBy(),
            content.version(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    return new Result(subjects, rows);
  }

  private static void add(MedsDataSet dataSet, MedsSubjectRows subject) {
    String[] codes = subject.codes();
    for (int i = 0; i < codes.length; i++) {
      dataSet.add(new MedsCode(codes[i], subject.descriptions()[i], subject.parents()[i]));
    }
    if (subject.split() != null) {
      dataSet.add(subject.subject(), Split.valueOf(subject.split()));
    }
  }

  private static Set<String> names(List<RegisterDefinition> registers) {
    return registers.stream().map(RegisterDefinition::register).collect(Collectors.toSet());
  }
}
