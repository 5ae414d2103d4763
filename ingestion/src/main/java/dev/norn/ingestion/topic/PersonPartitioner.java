package dev.norn.ingestion.topic;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;

/** For producers of {@link Topics#LIFE_EVENTS}: {@code partitioner.class}. */
public final class PersonPartitioner implements Partitioner {

  @Override
  public int partition(
      String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
    return EventKey.partition(keyBytes, cluster.partitionCountForTopic(topic));
  }

  @Override
  public void configure(Map<String, ?> settings) {}

  @Override
  public void close() {}
}
