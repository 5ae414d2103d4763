package dev.norn.bench;

import dev.norn.bench.LivePipeline.Reach;
import dev.norn.cohort.Cohort;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What came of the messages in one order of arrival.
 *
 * @param sequences everybody's newest, by person
 * @param rows of the database
 */
record Replay(Map<String, Fingerprint> sequences, StoredRows rows, double seconds) {

  private static final long PATIENCE_SECONDS = 120;
  private static final long LAST_ROWS_MILLIS = 1_000;

  static Replay of(TemporaryStack stack, Cohort cohort, MessageList messages, ArrivalOrder order)
      throws Exception {
    long begin = System.nanoTime();
    stack.emptyLifeEvents();
    try (MessageProducer producer = new MessageProducer(stack.bootstrapServers())) {
      messages.send(order, producer);
    }
    Passage.remember(Passage.Memory.FINGERPRINTS);
    try (Connection connection = stack.connect()) {
      StoredRows.clear(connection);
      try (LivePipeline pipeline = LivePipeline.start(stack.newJob(cohort), Reach.ROWS)) {
        await(pipeline, Passage::messages, order.messages().length);
        await(pipeline, Passage::sequenced, messages.size());
        await(pipeline, Passage::scored, messages.size());
        while (StoredRows.versions(connection) < messages.size()) {
          pipeline.refuseEnded();
          Thread.sleep(100);
        }
        // Embeddings have a sink of their own.
        Thread.sleep(LAST_ROWS_MILLIS);
        return new Replay(
            Passage.sequences(), StoredRows.read(connection), (System.nanoTime() - begin) / 1e9);
      }
    }
  }

  /** Also where less than all comes: what is missing then shows as a difference. */
  private static void await(LivePipeline pipeline, LongSupplier progress, long goal)
      throws Exception {
    long moved = System.nanoTime();
    long last = -1;
    for (long now = progress.getAsLong(); now < goal; now = progress.getAsLong()) {
      pipeline.refuseEnded();
      if (now > last) {
        last = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        return;
      }
      Thread.sleep(20);
    }
  }

  /**
   * People whose sequence is not that of the batch build, or whose abstention is not that of
   * another order; those whom one of them lacks included.
   */
  long differing(Map<String, Fingerprint> batch, Replay other) {
    long missing = batch.keySet().stream().filter(person -> !sequences.containsKey(person)).count();
    return missing
        + sequences.entrySet().stream()
            .filter(
                person -> {
                  Fingerprint expected =
                      person.getValue().abstained()
                          ? other.sequences.get(person.getKey())
                          : batch.get(person.getKey());
                  return !person.getValue().equals(expected);
                })
            .count();
  }
}
