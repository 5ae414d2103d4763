package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a page as Flink serves it; a running job's own is asked in {@code QuarantineIT}. */
class StreamCourseTest {

  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

  private HttpServer process;
  private volatile int lag;
  private RunningStream stream;

  @BeforeEach
  void serve() throws Exception {
    process = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    process.createContext(
        "/metrics",
        exchange -> {
          byte[] page = page().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    process.start();
    URI page = URI.create("http://127.0.0.1:" + process.getAddress().getPort() + "/metrics");
    stream = new RunningStream(List.of(page), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    process.stop(0);
  }

  private String page() {
    return """
        # TYPE %1$sKafkaSourceReader_KafkaConsumer_records_lag_max gauge
        %1$sKafkaSourceReader_KafkaConsumer_records_lag_max{operator_name="Source:_life_events",} %2$d.0
        %1$snumRecordsOutPerSecond{operator_name="Source:_life_events",} 12.5
        %1$snorn_event_to_score_milliseconds{quantile="0.5",} 40.0
        %1$snorn_event_to_score_milliseconds{quantile="0.95",} 90.0
        %1$snorn_event_to_score_milliseconds{quantile="0.99",} NaN
        flink_jobmanager_job_numRestarts{job_name="norn",} 1.0
        """
        .formatted(OPERATOR, lag);
  }

  @Test
  void eachSampleHasItsTimeAndWhatTheJobToldThen() {
    StreamCourse course = new StreamCourse(stream, Clock.systemUTC(), 10);
    lag = 7;
    course.sample();
    lag = 3;
    course.sample();
    ObjectNode told = course.toJson(Instant.MIN);
    assertThat(told.get("at")).hasSize(2);
    assertThat(Instant.parse(told.at("/at/0").textValue()))
        .isBeforeOrEqualTo(Instant.parse(told.at("/at/1").textValue()));
    assertThat(told.get("records_lag").toString()).isEqualTo("[7.0,3.0]");
    assertThat(told.get("events_per_second").toString()).isEqualTo("[12.5,12.5]");
    assertThat(told.get("event_to_score_ms_p50").toString()).isEqualTo("[40.0,40.0]");
    assertThat(told.get("event_to_score_ms_p95").toString()).isEqualTo("[90.0,90.0]");
    assertThat(told.get("event_to_score_ms_p99").toString()).isEqualTo("[null,null]");
    assertThat(told.get("checkpoint_age_seconds").toString()).isEqualTo("[null,null]");
    assertThat(told.get("restarts").toString()).isEqualTo("[1.0,1.0]");
  }

  @Test
  void aJobThatDoesNotAnswerLeavesAGapOfTheSameLength() {
    StreamCourse course = new StreamCourse(stream, Clock.systemUTC(), 10);
    course.sample();
    process.stop(0);
    course.sample();
    ObjectNode told = course.toJson(Instant.MIN);
    assertThat(told.get("at")).hasSize(2);
    assertThat(told.get("records_lag").toString()).isEqualTo("[0.0,null]");
    assertThat(told.get("restarts").toString()).isEqualTo("[1.0,null]");
  }

  @Test
  void theNewestAreKeptAndThoseSinceAnInstantTold() {
    StreamCourse course = new StreamCourse(stream, Clock.systemUTC(), 3);
    for (int i = 1; i <= 5; i++) {
      lag = i;
      course.sample();
    }
    ObjectNode told = course.toJson(Instant.MIN);
    assertThat(told.get("records_lag").toString()).isEqualTo("[3.0,4.0,5.0]");
    assertThat(told.get("most").intValue()).isEqualTo(3);
    Instant last = Instant.parse(told.at("/at/2").textValue());
    assertThat(course.toJson(last).get("records_lag").get(0).doubleValue()).isGreaterThan(2.0);
    assertThat(course.toJson(last.plusNanos(1)).get("at")).isEmpty();
  }

  @Test
  void aStartedCourseSamplesByItself() throws Exception {
    try (StreamCourse course = new StreamCourse(stream, Clock.systemUTC(), 1_000)) {
      course.start(Duration.ofMillis(20));
      while (course.toJson(Instant.MIN).get("at").size() < 3) {
        Thread.sleep(20);
      }
    }
  }

  @Test
  void whereNobodyWatchesTheAnswerIsEmptyAndHasTheSameForm() {
    try (StreamCourse course =
        new StreamCourse(new RunningStream(List.of(), Clock.systemUTC()), Clock.systemUTC(), 10)) {
      course.start(Duration.ofMillis(1));
      ObjectNode told = course.toJson(Instant.MIN);
      assertThat(told.properties()).hasSize(10);
      for (JsonNode column : told) {
        assertThat(column.isInt() || column.isLong() || column.isArray() && column.isEmpty())
            .isTrue();
      }
    }
  }
}
