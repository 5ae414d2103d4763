package dev.norn.ingestion;

import dev.norn.ingestion.topic.TopicContent;
import dev.norn.ingestion.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How many rows of each delivered file are on the topic already, and which rejected rows were
 * replayed. The ledger's records are written in the same transactions as the events, so that an
 * ingestion that died goes on where it was.
 */
final class IngestionLedger {

  private static final String COMPLETE = "complete";

  private final Map<String, String> progress = new HashMap<>();

  static IngestionLedger read(String bootstrapServers) {
    IngestionLedger ledger = new IngestionLedger();
    new TopicContent(bootstrapServers)
        .each(
            Topics.INGESTED_FILES,
            entry -> ledger.progress.put(text(entry.key()), text(entry.value())));
    return ledger;
  }

  boolean isComplete(String delivery) {
    return COMPLETE.equals(progress.get(delivery));
  }

  /** Rows of the delivery that were committed before. */
  long rowsDone(String delivery) {
    String done = progress.get(delivery);
    return done == null || done.equals(COMPLETE) ? 0 : Long.parseLong(done);
  }

  static ProducerRecord<byte[], byte[]> rows(String delivery, long rows) {
    return entry(delivery, Long.toString(rows));
  }

  static ProducerRecord<byte[], byte[]> complete(String delivery) {
    return entry(delivery, COMPLETE);
  }

  /**
   * The name under which a rejected row is {@link #complete} once it was replayed.
   *
   * @param id {@link Rejections.Rejection#id}
   */
  static String replay(String id) {
    return "replay/" + id;
  }

  private static ProducerRecord<byte[], byte[]> entry(String delivery, String state) {
    return new ProducerRecord<>(
        Topics.INGESTED_FILES,
        0,
        delivery.getBytes(StandardCharsets.UTF_8),
        state.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
