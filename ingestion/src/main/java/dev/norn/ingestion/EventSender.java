package dev.norn.ingestion;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.PersonPartitioner;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectedRowSerde;
import dev.norn.ingestion.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends events, rejections and ledger entries in transactions: readers see all of a batch or none.
 * The record's time is the time of sending; event time stays in the payload, since brokers delete
 * by record time. Not thread-safe.
 */
public final class EventSender implements AutoCloseable {

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final LifeEventSerde events = new LifeEventSerde();
  private final RejectedRowSerde rejections = new RejectedRowSerde();
  private Producer<byte[], byte[]> producer;
  private boolean open;

  public EventSender(String bootstrapServers) {
    this(producers(bootstrapServers, "norn-ingestion-" + UUID.randomUUID()));
  }

  EventSender(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
    start();
  }

  private static Supplier<Producer<byte[], byte[]>> producers(String bootstrapServers, String id) {
    return () -> producer(bootstrapServers, id);
  }

  private void start() {
    producer = producers.get();
    producer.initTransactions();
  }

  private static Producer<byte[], byte[]> producer(String bootstrapServers, String id) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, PersonPartitioner.class);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    // With several in flight, those sent before a transaction knows its partition are refused and
    // sent again: nothing is lost, but the broker logs errors.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(4 << 20));
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  public void begin() {
    producer.beginTransaction();
    open = true;
  }

  public void send(LifeEvent event) {
    send(new ProducerRecord<>(Topics.LIFE_EVENTS, EventKey.of(event), events.toBytes(event)));
  }

  public void send(RejectedRow row) {
    send(
        new ProducerRecord<>(
            Topics.REJECTED,
            row.source().getBytes(StandardCharsets.UTF_8),
            rejections.toBytes(row)));
  }

  // A failed send fails the transaction; commit reports it.
  void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(record);
  }

  public void commit() {
    producer.commitTransaction();
    open = false;
  }

  /**
   * Whether the broker ended the transaction by itself: it does so when none of its messages has
   * come for a minute, and on an administrator's word. The id is nobody else's.
   */
  static boolean endedByBroker(KafkaException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof InvalidTxnStateException
                    || cause instanceof InvalidProducerEpochException
                    || cause instanceof ProducerFencedException);
  }

  /**
   * Begins anew after {@link #endedByBroker}. What was sent in the transaction is seen whole or not
   * at all, and which of the two is settled when this returns.
   */
  void restart() {
    producer.close(Duration.ZERO);
    open = false;
    start();
  }

  @Override
  public void close() {
    try {
      if (open) {
        producer.abortTransaction();
      }
    } finally {
      producer.close();
    }
  }
}
