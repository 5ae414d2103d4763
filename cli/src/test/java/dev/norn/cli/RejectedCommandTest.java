package dev.norn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.norn.cli.local.LocalStack;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.EventSender;
import dev.norn.ingestion.Rejections;
import dev.norn.ingestion.Rejections.Rejection;
import dev.norn.ingestion.Rejections.Replayed;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.PayloadSeal;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;
import dev.norn.ingestion.topic.TopicContent;
import dev.norn.ingestion.topic.Topics;
import dev.norn.ingestion.topic.WireFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small nation whose definition of the vital register expects another date at first, on a real
 * broker; the tests go on from each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RejectedCommandTest {
  private static final int DONE = 0;
  private static final int STILL_REFUSED = 1;
  private static final int USAGE = 2;
  private static final String REJECTED = "/api/v1/operations/rejected";
  private static final String REPLAY = REJECTED + "/replay";

  @TempDir static Path folder;

  private static Path nation;
  private static Path definition;
  private static String right;
  private static long exits;
  private static Servers servers;

  @BeforeAll
  static void ingest() throws Exception {
    nation = folder.resolve("nation");
    assertThat(Norn.run("nation", "--people", "300", "--out", nation.toString())).isEqualTo(DONE);
    try (var files = Files.list(nation.resolve("data"))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("exits-")).toList()) {
        exits += Files.readAllLines(file).size() - 1;
      }
    }
    assertThat(exits).isPositive();
    definition = nation.resolve("registers/vital.register.yaml");
    right = Files.readString(definition);
    String wrong =
        right.replace(
            "{column: exit_date, format: yyyy-MM-dd}", "{column: exit_date, format: yyyyMMdd}");
    assertThat(wrong).isNotEqualTo(right);
    Files.writeString(definition, wrong);
    servers = Servers.started(LocalStack.start(TestingWork.at(folder.resolve("work")), line -> {}));
    assertThat(run("ingest", "--study", nation.toString(), "--max-rejected", "1")).isEqualTo(DONE);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  private static int run(String verb, String... options) {
    List<String> all = new ArrayList<>(List.of(verb.split(" ")));
    all.addAll(List.of(options));
    all.addAll(List.of("--work", folder.resolve("work").toString()));
    return Norn.run(all.toArray(String[]::new));
  }

  private static String printed(Runnable verb) {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      verb.run();
    } finally {
      System.setOut(out);
    }
    return bytes.toString(UTF_8);
  }

  private static Rejections rejections() throws IOException {
    return new Rejections(servers.bootstrapServers(), servers.folder().pseudonymKey());
  }

  private static List<LifeEvent> vital() {
    LifeEventSerde serde = new LifeEventSerde();
    List<LifeEvent> events = new ArrayList<>();
    new TopicContent(servers.bootstrapServers())
        .each(
            Topics.LIFE_EVENTS,
            record -> {
              try {
                events.add(serde.fromBytes(record.value()));
              } catch (WireFormatException e) {
                // A message that another test put there.
              }
            });
    return events.stream().filter(event -> event.register().equals("vital")).toList();
  }

  @Test
  @Order(1)
  void everyRefusedRowIsListedWithItsPlaceAndWithoutItsValues() {
    List<String> lines = printed(() -> run("rejected list")).lines().toList();

    assertThat(lines).hasSize((int) exits);
    assertThat(lines)
        .allMatch(
            line ->
                line.matches(
                    "[0-9a-f]{32}\trejected\texits-\\d{4}\\.csv:\\d+\tvital\tUNPARSEABLE_DATE\t"
                        + "column exit_date is not a date in the form yyyyMMdd"));
    assertThat(printed(() -> run("rejected list", "--reason", "EMPTY_FILE"))).isEmpty();
    assertThat(vital()).isEmpty();
  }

  @Test
  @Order(2)
  void aRowIsShownAsItStoodInItsFile() throws IOException {
    Rejection first = rejections().list().get(0);
    String shown = printed(() -> run("rejected show", first.id().substring(0, 13)));

    List<String> file = Files.readAllLines(nation.resolve("data").resolve(first.row().source()));
    assertThat(shown.lines())
        .containsExactly(
            first.row().message(), file.get(0), file.get((int) first.row().line() - 1));
    assertThat(run("rejected show", "no-such-id")).isEqualTo(USAGE);
  }

  @Test
  @Order(3)
  void whatIsStillWrongStaysAndTheExitCodeSaysSo() {
    assertThat(run("rejected replay", "--study", nation.toString())).isEqualTo(STILL_REFUSED);
    assertThat(vital()).isEmpty();
  }

  @Test
  @Order(3)
  void overHttpTooWhatIsStillWrongStaysAndWhyIsToldByReasonAndCount() throws Exception {
    try (ServedApi api = ServedApi.start(servers, nation, List.of())) {
      JsonNode before = told(api, REJECTED, null);
      assertThat(before.get("can_replay").booleanValue()).isTrue();
      assertThat(before.get("rejected").toString())
          .isEqualTo(
              "[{\"register\":\"vital\",\"reason\":\"UNPARSEABLE_DATE\",\"waiting\":%d,\"replayed\":0}]"
                  .formatted(exits));
      assertThat(told(api, REPLAY, "{\"register\":\"vital\"}").toString())
          .isEqualTo(
              ("{\"taken\":0,\"events\":0,\"still_refused\":[{\"register\":\"vital\",\"reason\":"
                      + "\"UNPARSEABLE_DATE\",\"why\":\"column exit_date is not a date in the form"
                      + " yyyyMMdd\",\"rows\":%d}]}")
                  .formatted(exits));
      assertThat(told(api, REJECTED, null)).isEqualTo(before);
    }
    assertThat(vital()).isEmpty();
  }

  @Test
  @Order(4)
  void afterTheFixEveryRowIsReplayedOnce() throws IOException {
    Files.writeString(definition, right);

    String one = rejections().list().get(0).id();
    assertThat(run("rejected replay", one, "--study", nation.toString())).isEqualTo(DONE);
    assertThat(vital()).hasSize(1);
    assertThat(run("rejected replay", "--register", "vital", "--study", nation.toString()))
        .isEqualTo(DONE);
    assertThat(vital()).hasSize((int) exits);
    assertThat(run("rejected replay", "--study", nation.toString())).isEqualTo(DONE);
    assertThat(vital()).hasSize((int) exits);
    assertThat(rejections().list()).allMatch(Rejection::replayed);
  }

  @Test
  @Order(5)
  void aMessageIsReplayedOnceItCanBeReadAndStaysWhileItCannot() throws Exception {
    LifeEvent event = vital().get(0);
    RejectedRow readable = message(new LifeEventSerde().toBytes(event));
    RejectedRow broken = message(new byte[] {1, 2, 3});
    int before = vital().size();

    List<RegisterDefinition> defined = Study.open(nation).registers();
    List<RegisterDefinition> others =
        defined.stream().filter(each -> !each.register().equals("vital")).toList();
    assertThat(replay(readable, others))
        .matches(each -> each.refused().contains("defines no register") && each.events() == 0);
    assertThat(replay(readable, defined))
        .matches(each -> each.refused() == null && each.events() == 1);
    assertThat(vital()).hasSize(before + 1);
    assertThat(replay(broken, defined))
        .matches(each -> each.refused().contains("not a message of schema") && each.events() == 0);
  }

  @Test
  @Order(6)
  void aLaterDeliveryThatIsWrongInTheSamePlaceIsARejectionOfItsOwn() throws Exception {
    Rejection earlier = rejections().list().get(0);
    String file = new String(rejections().open(earlier.row()).orElseThrow(), UTF_8);
    String exit = file.lines().skip(1).findFirst().orElseThrow().split(",")[0];
    send(again(earlier, file.replace(exit + ",", exit + "-later,")));
    // The same row of the same delivery again, as when its definition changed, is no other one.
    send(earlier.row());
    int before = vital().size();

    assertThat(rejections().list()).filteredOn(each -> !each.replayed()).hasSize(2);
    assertThat(run("rejected replay", "--register", "vital", "--study", nation.toString()))
        .isEqualTo(DONE);
    assertThat(vital()).hasSize(before + 1);
  }

  /** The definition is right by now. */
  @Test
  @Order(7)
  void overHttpARowIsTakenOnceAndTheAuditLogHasIt() throws Exception {
    Rejection earlier = rejections().list().get(0);
    String file = new String(rejections().open(earlier.row()).orElseThrow(), UTF_8);
    String exit = file.lines().skip(1).findFirst().orElseThrow().split(",")[0];
    send(again(earlier, file.replace(exit + ",", exit + "-http,")));
    send(again(earlier, file.replaceAll("\\d{4}-\\d\\d-\\d\\d,", "someday,")));
    int before = vital().size();

    try (ServedApi api = ServedApi.start(servers, nation, List.of())) {
      String vitalDates = "{\"register\":\"vital\",\"reason\":\"UNPARSEABLE_DATE\"}";
      assertThat(
              told(api, REPLAY, "{\"register\":\"\",\"reason\":\"UNPARSEABLE_DATE\"}").toString())
          .isEqualTo("{\"taken\":0,\"events\":0,\"still_refused\":[]}");
      String first = told(api, REPLAY, vitalDates).toString();
      assertThat(first)
          .startsWith("{\"taken\":1,\"events\":1,\"still_refused\":[{")
          .contains("\"rows\":1}]}")
          .doesNotContain("someday", exit);
      assertThat(vital()).hasSize(before + 1);
      assertThat(told(api, REPLAY, vitalDates).toString())
          .startsWith("{\"taken\":0,\"events\":0,\"still_refused\":[{");
      assertThat(vital()).hasSize(before + 1);
    }
    List<List<String>> asked =
        new Predictions(servers.database())
            .rows(
                "select answered::text, decision from norn.audit_log where detail::text like ?"
                    + " order by id desc limit 2",
                "%" + REPLAY + "%");
    assertThat(asked).containsExactly(List.of("0", "ANSWERED"), List.of("1", "ANSWERED"));
  }

  private static RejectedRow again(Rejection earlier, String row) {
    return new RejectedRow(
        earlier.row().source(),
        earlier.row().line(),
        earlier.row().register(),
        earlier.row().reason(),
        earlier.row().detail(),
        new PayloadSeal(servers.folder().pseudonymKey()).seal(row.getBytes(UTF_8)));
  }

  /**
   * @param body null to read
   */
  private static JsonNode told(ServedApi api, String path, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(api.address().resolve(path));
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static Replayed replay(RejectedRow row, List<RegisterDefinition> definitions)
      throws IOException {
    List<Replayed> replayed =
        rejections().replay(each -> each.row().placeHash().equals(row.placeHash()), definitions);
    assertThat(replayed).hasSize(1);
    return replayed.get(0);
  }

  /** On the topic, and refused there as an earlier version of the stream would have. */
  private static RejectedRow message(byte[] bytes) throws Exception {
    RejectedRow row;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var sent = producer.send(new ProducerRecord<>(Topics.LIFE_EVENTS, 0, bytes, bytes)).get();
      row =
          new RejectedRow(
              Topics.LIFE_EVENTS + "-" + sent.partition(),
              sent.offset(),
              null,
              RejectionReason.UNDECODABLE_MESSAGE,
              "not a message",
              new byte[0]);
    }
    send(row);
    return row;
  }

  private static void send(RejectedRow row) {
    try (EventSender sender = new EventSender(servers.bootstrapServers())) {
      sender.begin();
      sender.send(row);
      sender.commit();
    }
  }
}
