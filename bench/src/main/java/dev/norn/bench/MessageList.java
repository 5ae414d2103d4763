package dev.norn.bench;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.LifeEventSerde;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Messages in memory, as they lie on the topic. */
final class MessageList {

  private final LifeEventSerde serde = new LifeEventSerde();
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte[]> values = new ArrayList<>();
  private final Set<String> persons = new HashSet<>();
  // Of each version 64 bits of its content hash: enough to tell some millions apart.
  private final Set<Long> versions = new HashSet<>();

  void add(LifeEvent event) {
    byte[] key = EventKey.of(event);
    // A version that is there already would make a key twice.
    if (versions.add(Long.parseUnsignedLong(EventKey.version(key).substring(0, 16), 16))) {
      keys.add(key);
      values.add(serde.toBytes(event));
      persons.add(event.person().value());
    }
  }

  /** Of messages, each with a version of its own. */
  int size() {
    return keys.size();
  }

  int people() {
    return persons.size();
  }

  /** As they were added. */
  void send(MessageProducer producer) {
    for (int message = 0; message < keys.size(); message++) {
      producer.send(keys.get(message), values.get(message));
    }
  }

  void send(ArrivalOrder order, MessageProducer producer) {
    for (int message : order.messages()) {
      producer.send(keys.get(message), values.get(message));
    }
  }
}
