package dev.norn.streaming;

import dev.norn.cohort.Cohort;
import dev.norn.streaming.operator.EncodeOperator;
import dev.norn.streaming.operator.EncodingRequest;
import dev.norn.streaming.operator.PersonScore;
import dev.norn.streaming.operator.ScoringRequestFunction;
import dev.norn.streaming.postgres.PostgresSinks;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Scores a cohort with a release over all that is on the topic, through the live job's functions.
 * Running it again writes the same rows.
 */
public final class ScoringJob {

  private static final int BATCH_SIZE = 64;
  private static final long MAX_WAIT_MILLIS = 1_000;

  private ScoringJob() {}

  /**
   * @param registers whose facts count; empty for all
   */
  public static void run(
      String bootstrapServers,
      int parallelism,
      Set<String> registers,
      DatabaseAddress database,
      Cohort cohort,
      Path release)
      throws Exception {
    BoundedHistories bounded = BoundedHistories.of(bootstrapServers, parallelism, registers);
    new PostgresSinks(database)
        .writeScores(
            bounded
                .histories()
                .flatMap(
                    new ScoringRequestFunction(cohort, release.toString()),
                    TypeInformation.of(EncodingRequest.class))
                .transform(
                    "encode",
                    TypeInformation.of(PersonScore.class),
                    new EncodeOperator(BATCH_SIZE, MAX_WAIT_MILLIS)));
    bounded.environment().execute("norn score");
  }
}
