package dev.norn.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.Visits;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.PayloadSeal;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;
import dev.norn.ingestion.topic.Topics;
import dev.norn.ingestion.topic.WireFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file on its way to Kafka's own in-memory producer; the real broker is met in the CLI. */
class FileIngestionTest {

  private static final RegisterDefinition DEFINITION = Visits.definition();

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final EventSender sender = new EventSender(() -> producer);
  private final List<RejectedRow> rejected = new ArrayList<>();

  @TempDir Path folder;

  private IngestionReport ingest(String... rows) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("visits.csv"), Visits.HEADER + "\n" + String.join("\n", rows) + "\n");
    return new FileIngestion(
            file,
            file.getFileName().toString(),
            DEFINITION,
            new Pseudonyms(Visits.KEY),
            new PayloadSeal(Visits.KEY),
            rejected::add)
        .run(new IngestionLedger(), sender);
  }

  private List<LifeEvent> sent() throws WireFormatException {
    LifeEventSerde serde = new LifeEventSerde();
    List<LifeEvent> events = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : producer.history()) {
      if (record.topic().equals(Topics.LIFE_EVENTS)) {
        events.add(serde.fromBytes(record.value()));
      }
    }
    return events;
  }

  @Test
  void identicalDuplicateIsCountedAndSentOnce() throws Exception {
    IngestionReport report = ingest(Visits.row("v1"), Visits.row("v1"), Visits.row("v2"));

    assertThat(sent()).extracting(LifeEvent::row).containsExactly("v1", "v2");
    assertThat(report.repeated()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.reconciles()).isTrue();
  }

  @Test
  void duplicateWithOtherContentIsRejectedAndTheFirstKept() throws Exception {
    IngestionReport report =
        ingest(Visits.row("v1"), Visits.row("v1").replace("A1", "A2"), Visits.row("v2"));

    assertThat(sent()).extracting(LifeEvent::row).containsExactly("v1", "v2");
    assertThat(sent().get(0).fields()).containsEntry("code", "A1");
    assertThat(rejected)
        .extracting(RejectedRow::reason, RejectedRow::line)
        .containsExactly(tuple(RejectionReason.CONFLICTING_DUPLICATE, 3L));
    assertThat(report.reconciles()).isTrue();
  }

  @Test
  void correctionWithLaterRegisterTimeIsNoDuplicate() throws Exception {
    IngestionReport report =
        ingest(Visits.row("v1"), Visits.row("v1").replace("2019-03-01T", "2019-04-01T"));

    assertThat(sent()).hasSize(2);
    assertThat(report.repeated()).isZero();
  }

  @Test
  void everyRowIsAccountedForAndNoMessageTellsAValue() throws Exception {
    IngestionReport report =
        ingest(
            Visits.row("v1"),
            Visits.row("v2").replace("2019-01-31", "2019-02-30"),
            Visits.row("v1"),
            Visits.row("v3").replace("A1", "SENTINEL"),
            Visits.row("v1").replace("12.5", "13.5"),
            Visits.row("v4") + ",SENTINEL",
            Visits.row("v5").replace(Visits.PERSON_NUMBER, ""));

    assertThat(report.rows()).isEqualTo(7);
    assertThat(report.rejectedRows()).isEqualTo(5);
    assertThat(report.rejectedByReason())
        .isEqualTo(
            Map.of(
                RejectionReason.UNPARSEABLE_DATE, 1L,
                RejectionReason.UNKNOWN_CODE, 1L,
                RejectionReason.CONFLICTING_DUPLICATE, 1L,
                RejectionReason.MALFORMED_ROW, 1L,
                RejectionReason.MISSING_PERSON, 1L));
    assertThat(report.reconciles()).isTrue();
    assertThat(rejected)
        .extracting(RejectedRow::message)
        .allMatch(message -> message.matches("\\[visits\\.csv:\\d] .*"))
        .noneMatch(
            message ->
                message.contains("SENTINEL")
                    || message.contains(Visits.PERSON_NUMBER)
                    || message.contains("2019"));
  }

  @Test
  void rejectedRowCanBeOpenedWithTheKeyAndNeverStandsInClear() throws Exception {
    String bad = Visits.row("v1").replace("A1", "SENTINEL");
    ingest(bad);

    byte[] opened = new PayloadSeal(Visits.KEY).open(rejected.get(0).sealedPayload());
    assertThat(opened).asString(StandardCharsets.UTF_8).isEqualTo(Visits.HEADER + "\n" + bad);
    assertNothingInClear();
  }

  @Test
  void personNumberStandsOnNoTopic() throws Exception {
    ingest(Visits.row("v1"), Visits.row("v2").replace("A1", "SENTINEL"));

    assertThat(producer.history()).hasSizeGreaterThanOrEqualTo(3);
    assertNothingInClear();
  }

  private void assertNothingInClear() {
    for (ProducerRecord<byte[], byte[]> record : producer.history()) {
      for (byte[] bytes : Arrays.asList(record.key(), record.value())) {
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
            .doesNotContain(Visits.PERSON_NUMBER, "SENTINEL");
      }
    }
  }

  @Test
  void eventsAreKeyedByPseudonymAndVersion() throws Exception {
    ingest(Visits.row("v1"));

    ProducerRecord<byte[], byte[]> record = producer.history().get(0);
    assertThat(record.key()).isEqualTo(EventKey.of(sent().get(0)));
  }

  @Test
  void longFileIsSentInSeveralTransactions() throws Exception {
    String[] rows = new String[11_000];
    Arrays.setAll(rows, i -> Visits.row("v" + i));

    IngestionReport report = ingest(rows);

    assertThat(sent()).hasSize(11_000);
    assertThat(report.reconciles()).isTrue();
    assertThat(producer.commitCount()).isEqualTo(3);
  }
}
