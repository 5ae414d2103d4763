package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cli.local.LocalStack;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.EventSender;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.PersonPartitioner;
import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.LiveJob;
import dev.norn.streaming.LiveJobConfig;
import dev.norn.streaming.ReleaseActivation;
import dev.norn.streaming.StreamProgress;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole live job goes on from where earlier versions of it left off, on the topic that they
 * read. Each folder under {@code savepoints/} was written by {@link #write} of the version that it
 * is named after.
 */
@Order(2)
@ExtendWith(SharedNation.class)
class LiveSavepointIT {

  private static final PersonId KNOWN = new PersonId("5f0d1c9a7e3b42688d10c2f4a6b8e0d2");
  private static final PersonId FORGOTTEN = new PersonId("00112233445566778899aabbccddeeff");
  private static final LocalDate BIRTH = LocalDate.of(1960, 5, 1);
  private static final Instant STATED = Instant.parse("2019-03-02T00:00:00Z");

  private static final List<LifeEvent> LIFE =
      List.of(
          fact(KNOWN, "population", BIRTH, Map.of("sex", "F", "origin", "DK")),
          ill(KNOWN, 50),
          ill(KNOWN, 55));

  private static LifeEvent ill(PersonId person, int age) {
    return fact(person, "health", BIRTH.plusYears(age), Map.of("diagnosis", "I20", "contact", "0"));
  }

  private static LifeEvent fact(
      PersonId person, String register, LocalDate day, Map<String, String> fields) {
    return new LifeEvent(
        person, register, "golden-" + day, day, null, STATED, 0, EventKind.ASSERTED, fields);
  }

  static List<Path> savepoints() throws IOException, URISyntaxException {
    Path folder = Path.of(LiveSavepointIT.class.getResource("/savepoints").toURI());
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.sorted().toList();
    }
  }

  private static NationOnTheStack nation;
  private static Servers servers;

  @BeforeAll
  static void send(NationOnTheStack shared, @TempDir Path folder) throws Exception {
    nation = shared;
    servers = Servers.started(LocalStack.start(TestingWork.at(folder.resolve("work")), line -> {}));
    send(LIFE);
    LifeEvent gone = ill(FORGOTTEN, 50);
    send(List.of(gone, LifeEvent.said(FORGOTTEN, EventKind.FORGOTTEN, STATED)));
    erase(gone);
  }

  /** As the job did that met the forgetting. */
  private static void erase(LifeEvent event) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers.bootstrapServers(),
                "partitioner.class",
                PersonPartitioner.class),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(Topics.LIFE_EVENTS, EventKey.of(event), (byte[]) null))
          .get();
    }
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  private static void send(List<LifeEvent> events) {
    try (EventSender sender = new EventSender(servers.bootstrapServers())) {
      sender.begin();
      events.forEach(sender::send);
      sender.commit();
    }
  }

  private static LiveJobConfig config(String checkpoints) {
    return LiveJobConfig.local(
        servers.bootstrapServers(),
        servers.database(),
        nation.study().liveCohort(),
        nation.study().registerNames(),
        servers.folder().checkpoints().resolve(checkpoints));
  }

  @ParameterizedTest
  @MethodSource("savepoints")
  void anEarlierVersionsJobGoesOn(Path savepoint) throws Exception {
    LiveJobConfig config = config(savepoint.getFileName().toString());
    copy(savepoint, config.checkpoints().resolve("job/savepoint"));
    try (RunningJob job = new RunningJob(config)) {
      new ReleaseActivation(servers.bootstrapServers(), servers.database())
          .activate(nation.trained().release());
      job.awaitRelease();
      assertThat(versions()).isEqualTo(LIFE.size());
      send(List.of(LIFE.get(1), ill(KNOWN, 58), ill(FORGOTTEN, 58)));
      job.awaitCaughtUp();
      assertThat(versions()).isEqualTo(LIFE.size() + 1);
      ServedRows.awaitRejected(servers.database(), "PERSON_FORGOTTEN", 1);
    }
  }

  private static long versions() throws Exception {
    return ServedRows.of(servers.database()).get(KNOWN.value()).historyVersion();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /**
   * {@code ./mvnw -pl cli -am verify -Dtest=NoSuchTest -Dit.test=LiveSavepointIT
   * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
   * -Dnorn.savepoint=FOLDER}.
   */
  @Test
  @EnabledIfSystemProperty(named = "norn.savepoint", matches = ".+")
  void write() throws Exception {
    LiveJobConfig config = config("written");
    JobClient job = LiveJob.startLocal(config);
    new StreamProgress(config).awaitEvents(Patience.LIMIT, behind -> {});
    job.stopWithSavepoint(
            false, System.getProperty("norn.savepoint"), SavepointFormatType.CANONICAL)
        .get();
  }
}
