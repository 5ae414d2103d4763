package dev.norn.cli;

import static dev.norn.cli.ServedRows.ROUNDING;
import static dev.norn.cli.ServedRows.assertSame;
import static dev.norn.cli.ServedRows.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.norn.cli.ServedRows.Row;
import dev.norn.dashboards.ApiConfig;
import dev.norn.dashboards.DatabaseLogin;
import dev.norn.dashboards.ResearchApi;
import dev.norn.db.Upserts;
import dev.norn.event.EventKind;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.ReleaseActivation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the stream refuses, on the real stack: counted, kept with its reason, and nothing stops. */
@Order(2)
@ExtendWith(SharedNation.class)
class QuarantineIT {

  private static final Instant NOW = Instant.parse("2021-01-01T00:00:00Z");

  private static NationOnTheStack nation;
  private static DatabaseAddress database;

  @BeforeAll
  static void serve(NationOnTheStack shared) throws Exception {
    nation = shared;
    database = nation.servers().database();
    try (RunningJob job = nation.start(database, "quarantine")) {
      new ReleaseActivation(nation.servers().bootstrapServers(), database)
          .activate(nation.trained().release());
      job.awaitRelease();
    }
  }

  @Test
  void aMessageThatIsNoLifeEventIsQuarantinedAndCountedAndTheStreamGoesOn() throws Exception {
    StreamMetrics metrics = new StreamMetrics();
    try (RunningJob job =
        new RunningJob(nation.live(database, "quarantine").withMetricsPort(metrics.port()))) {
      sendRaw("no life event".getBytes(StandardCharsets.UTF_8));
      PersonId person = somebody(ServedRows.of(database));
      long version = ServedRows.of(database).get(person.value()).historyVersion();
      nation.send(List.of(fact(person, "health", "after it")));
      job.awaitCaughtUp();
      assertThat(ServedRows.of(database).get(person.value()).historyVersion())
          .isGreaterThan(version);
      ServedRows.awaitRejected(database, "UNDECODABLE_MESSAGE", 1);
      String page = metrics.page();
      assertThat(StreamMetrics.asked())
          .hasSizeGreaterThan(10)
          .isSubsetOf(StreamMetrics.names(page));
      assertThat(page)
          .containsPattern("norn_reason_rejected\\{.*reason=\"UNDECODABLE_MESSAGE\".*\\} 1\\.0")
          .containsPattern("norn_event_to_score_milliseconds_count\\{.*\\} [1-9]")
          .doesNotContain(person.value());
      assertThat(asTheApiTellsIt(metrics))
          .containsEntry("processes", 1)
          .containsEntry("answered", 1)
          .containsEntry("restarts", 0.0)
          .hasEntrySatisfying(
              "rejected",
              rejected -> assertThat(rejected.toString()).contains("UNDECODABLE_MESSAGE"))
          .hasEntrySatisfying("records_lag", lag -> assertThat((Double) lag).isNotNegative())
          .hasEntrySatisfying(
              "event_to_score_ms_p50", millis -> assertThat((Double) millis).isPositive())
          .hasEntrySatisfying(
              "checkpoint_age_seconds", age -> assertThat((Double) age).isBetween(0.0, 3600.0));
    }
  }

  private static Map<String, Object> asTheApiTellsIt(StreamMetrics metrics) throws Exception {
    ApiConfig config =
        ApiConfig.loopback(
                new DatabaseLogin(database.jdbcUrl(), database.user(), database.password()))
            .watching(List.of(metrics.address()));
    try (ResearchApi api = ResearchApi.start(config, null)) {
      Patience.await(() -> assertSampled(asked(api, "stream/course")));
      return asked(api, "stream");
    }
  }

  private static void assertSampled(Map<String, Object> course) {
    List<?> lag = (List<?>) course.get("records_lag");
    assertThat(lag).isNotEmpty().hasSameSizeAs((List<?>) course.get("at"));
    assertThat((Double) lag.get(0)).isNotNegative();
    assertThat((Double) ((List<?>) course.get("event_to_score_ms_p99")).get(0)).isPositive();
    assertThat((Double) ((List<?>) course.get("restarts")).get(0)).isZero();
  }

  private static Map<String, Object> asked(ResearchApi api, String route) throws Exception {
    URI asked = URI.create("http://127.0.0.1:" + api.port() + "/api/v1/operations/" + route);
    String body =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(asked).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return new ObjectMapper().readValue(body, new TypeReference<>() {});
  }

  @Test
  void whatTheDatabaseRefusesIsReportedWithoutAPersonsValues() throws Exception {
    String sentinel = "5e".repeat(16);
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(Upserts.LIFE_EVENT)) {
      for (String register : new String[] {"health", null}) {
        statement.setString(1, sentinel);
        statement.setString(2, register);
        statement.setString(3, sentinel);
        statement.setObject(4, LocalDate.of(2020, 1, 1));
        statement.setObject(5, null);
        statement.setObject(6, NOW.atOffset(ZoneOffset.UTC));
        statement.setInt(7, 0);
        statement.setString(8, "ASSERTED");
        statement.setString(9, sentinel);
        statement.setString(10, "{}");
        statement.addBatch();
      }
      SQLException refused = catchThrowableOfType(SQLException.class, statement::executeBatch);
      List<String> messages = new ArrayList<>();
      refused.forEach(each -> messages.add(each.getMessage()));
      assertThat(messages).hasSizeGreaterThan(1).noneMatch(message -> message.contains(sentinel));
    }
  }

  @Test
  void aCrowdedDayAndAnUndefinedRegisterAreQuarantinedInAnyOrderOfArrival() throws Exception {
    // Not the one whom other claims are about.
    PersonId person = ServedRows.last(ServedRows.of(database));
    Row before = ServedRows.of(database).get(person.value());
    int crowd = 10_000;
    List<LifeEvent> events = new ArrayList<>();
    for (int i = 0; i < crowd; i++) {
      events.add(fact(person, "health", "crowd-" + i));
    }
    events.add(fact(person, "unheard-of", "x"));
    try (RunningJob job = nation.start(database, "quarantine")) {
      nation.send(events);
      job.awaitCaughtUp();
      Row crowded = ServedRows.of(database).get(person.value());
      assertThat(crowded.probability()).isCloseTo(before.probability(), within(ROUNDING));
      assertThat(crowded.historyVersion())
          .isEqualTo(before.historyVersion() + History.MOST_A_DAY + 1);
      ServedRows.awaitRejected(database, "CROWDED_DAY", crowd - History.MOST_A_DAY - 1);
      ServedRows.awaitRejected(database, "UNDEFINED_REGISTER", 1);
    }
    // The bounded run meets all of the crowd, the live one kept a part.
    assertSame(nation.scoredInBatch(), ServedRows.predicted(database));
  }

  private static LifeEvent fact(PersonId person, String register, String row) {
    return new LifeEvent(
        person,
        register,
        row,
        LocalDate.of(2020, 2, 2),
        null,
        NOW,
        0,
        EventKind.ASSERTED,
        Map.of("diagnosis", "I50", "contact", "0"));
  }

  private static void sendRaw(byte[] message) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, nation.servers().bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.LIFE_EVENTS, message, message));
    }
  }
}
