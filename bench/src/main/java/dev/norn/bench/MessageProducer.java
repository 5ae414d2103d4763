package dev.norn.bench;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.PersonPartitioner;
import dev.norn.ingestion.topic.Topics;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills the topic of life events fast; what is sent is there once this is closed, or closing fails.
 */
final class MessageProducer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final LifeEventSerde serde = new LifeEventSerde();
  private long sent;
  private long bytes;
  private final AtomicReference<Exception> failed = new AtomicReference<>();

  MessageProducer(String bootstrapServers) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, PersonPartitioner.class);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "20");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 << 10));
    producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void send(LifeEvent event) {
    send(EventKey.of(event), serde.toBytes(event));
  }

  void send(byte[] key, byte[] value) {
    sent++;
    bytes += key.length + value.length;
    producer.send(
        new ProducerRecord<>(Topics.LIFE_EVENTS, key, value),
        (place, failure) -> {
          if (failure != null) {
            failed.compareAndSet(null, failure);
          }
        });
  }

  long sent() {
    return sent;
  }

  /** Of keys and values, before compression. */
  long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    producer.close();
    if (failed.get() != null) {
      throw new IllegalStateException("the broker did not take all messages", failed.get());
    }
  }
}
