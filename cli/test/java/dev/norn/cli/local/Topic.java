package dev.norn.cli.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One topic of one partition on a broker, as ordinary clients see it. */
record Topic(String bootstrapServers, String name) {
  void create() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  void commit(Instant time, String... values) {
    try (KafkaProducer<String, String> producer = transactional()) {
      producer.beginTransaction();
      send(producer, time, values);
      producer.commitTransaction();
    }
  }

  void abort(Instant time, String... values) {
    try (KafkaProducer<String, String> producer = transactional()) {
      producer.beginTransaction();
      send(producer, time, values);
      producer.abortTransaction();
    }
  }

  /** All committed values, in order; waits until the end that the topic has now. */
  List<String> committed() {
    TopicPartition partition = new TopicPartition(name, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private KafkaProducer<String, String> transactional() {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "test"),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private void send(KafkaProducer<String, String> producer, Instant time, String... values) {
    for (String value : values) {
      producer.send(new ProducerRecord<>(name, null, time.toEpochMilli(), "key", value));
    }
  }
}
