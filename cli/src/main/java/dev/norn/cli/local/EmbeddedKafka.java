package dev.norn.cli.local;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker with its own controller inside this process. It reaches into classes that Kafka
 * does not promise to keep, so they are used in this file only, with a pinned version.
 *
 * <p>Topics keep their records for good unless they say otherwise, are not made by mentioning them,
 * and transactions work. Kafka's threads keep the process alive until {@link #close()}.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /** Returns once the broker takes requests. The caller keeps the lock until after the close. */
  public static EmbeddedKafka start(FolderLock held) {
    WorkFolder folder = held.folder();
    try {
      int port = LoopbackPort.choose(folder.ports().resolve("kafka"));
      int controllerPort = LoopbackPort.choose(folder.ports().resolve("kafka-controller"));
      formatOnce(folder.kafka());
      Properties settings = KafkaSettings.of(folder.kafka(), HOST, port, controllerPort);
      return new EmbeddedKafka(started(settings), HOST + ":" + port);
    } catch (Exception e) {
      throw new LocalStackException(
          "[kafka %s] did not start; see the cause and the broker's lines in the log"
              .formatted(folder.kafka()),
          e);
    }
  }

  /** {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker in order and waits for it. A second call does nothing. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static KafkaRaftServer started(Properties settings) {
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  private static void formatOnce(Path folder) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setNodeId(KafkaSettings.NODE)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(folder.toString()))
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName(KafkaSettings.CONTROLLER)
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setPrintStream(silence)
          .run();
    }
  }
}
