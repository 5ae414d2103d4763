package dev.norn.cli.local;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of a broker that is alone and small. */
final class KafkaSettings {
  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";
  private static final String BROKER = "BROKER";

  private KafkaSettings() {}

  static Properties of(Path folder, String host, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.put("log.dir", folder.toString());
    listen(settings, host, port, controllerPort);
    standAlone(settings);
    keepForGood(settings);
    staySmall(settings);
    startFast(settings);
    return settings;
  }

  private static void listen(Properties settings, String host, int port, int controllerPort) {
    String broker = BROKER + "://" + host + ":" + port;
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("controller.quorum.voters", NODE + "@" + host + ":" + controllerPort);
    settings.put("listeners", broker + "," + CONTROLLER + "://" + host + ":" + controllerPort);
    settings.put("advertised.listeners", broker);
    settings.put(
        "listener.security.protocol.map", BROKER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("inter.broker.listener.name", BROKER);
    // A mistyped topic should be an error, not an empty topic.
    settings.put("auto.create.topics.enable", "false");
  }

  private static void standAlone(Properties settings) {
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    // Flink asks for an hour, so that a transaction outlives a slow restart.
    settings.put("transaction.max.timeout.ms", "3600000");
  }

  /** A work folder may lie untouched for a year and must go on where it stopped. */
  private static void keepForGood(Properties settings) {
    settings.put("log.retention.ms", "-1");
    settings.put("log.retention.bytes", "-1");
    settings.put("offsets.retention.minutes", "5256000");
  }

  private static void staySmall(Properties settings) {
    // Else 128 MiB of heap.
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("log.cleaner.threads", "1");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
  }

  private static void startFast(Properties settings) {
    settings.put("group.initial.rebalance.delay.ms", "0");
    // After a kill the old session must end before the broker may come back (9 s by default); a
    // much shorter one fences the broker when the machine is busy.
    settings.put("broker.session.timeout.ms", "4000");
    settings.put("broker.heartbeat.interval.ms", "500");
  }
}
