package dev.norn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.TopicContent;
import dev.norn.ingestion.topic.Topics;
import dev.norn.ingestion.topic.WireFormatException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** What the topic holds of one person. */
final class PersonMessages {

  private final String bootstrapServers;
  private final PersonId person;

  PersonMessages(String bootstrapServers, PersonId person) {
    this.bootstrapServers = bootstrapServers;
    this.person = person;
  }

  /** Facts alone, in the order of the topic; as often as they were sent. */
  List<LifeEvent> facts() {
    LifeEventSerde serde = new LifeEventSerde();
    List<LifeEvent> facts = new ArrayList<>();
    new TopicContent(bootstrapServers)
        .each(
            Topics.LIFE_EVENTS,
            record -> {
              try {
                LifeEvent event = record.value() == null ? null : serde.fromBytes(record.value());
                if (event != null && event.person().equals(person) && isFact(event)) {
                  facts.add(event);
                }
              } catch (WireFormatException e) {
                // A message that another claim put there.
              }
            });
    return facts;
  }

  /** How many versions a compacted topic would hold: those whose newest message has a value. */
  long outliving() {
    Map<String, Boolean> newest = new HashMap<>();
    new TopicContent(bootstrapServers)
        .each(
            Topics.LIFE_EVENTS,
            record -> newest.put(new String(record.key(), UTF_8), record.value() != null));
    Set<String> facts =
        facts().stream().map(fact -> new String(EventKey.of(fact), UTF_8)).collect(toSet());
    return facts.stream().filter(newest::get).count();
  }

  private static boolean isFact(LifeEvent event) {
    return event.kind() == EventKind.ASSERTED || event.kind() == EventKind.RETRACTED;
  }

  /** Of the whole topic: what a week does, within seconds. */
  void compactSoon() throws Exception {
    setLag(OpType.SET);
    Thread.sleep(1500);
  }

  /** As before {@link #compactSoon}, so that who counts messages again meets all of them. */
  void compactAsUsual() throws Exception {
    setLag(OpType.DELETE);
  }

  private void setLag(OpType change) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.LIFE_EVENTS);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  topic,
                  List.of(
                      new AlterConfigOp(new ConfigEntry("max.compaction.lag.ms", "1000"), change))))
          .all()
          .get();
    }
  }
}
