package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.Cohort;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.ActiveRelease;
import dev.norn.ingestion.topic.Topics;
import dev.norn.model.release.Release;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.LiveJob;
import dev.norn.streaming.LiveJobConfig;
import dev.norn.streaming.ReleaseActivation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Releases that take over from each other and landmarks that move on while the stream runs, on the
 * real stack; the claims stand on each other, in order. It leaves releases on the topic, so classes
 * that run the stream come before it.
 */
@Order(4)
@ExtendWith(SharedNation.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveReleasesIT {

  private static final Pattern REFUSED = Pattern.compile("norn_releases_refused\\{.*\\} [1-9]");
  private static final Instant RECORDED = Instant.parse("2021-01-02T00:00:00Z");

  private static final String NEVER_FORGOTTEN =
      " and norn.person_hash(person) not in (select person_hash from norn.forgotten_person)";

  private static NationOnTheStack nation;
  private static DatabaseAddress database;
  private static Release first;
  private static Release second;

  @BeforeAll
  static void trainAnother(NationOnTheStack shared) throws Exception {
    nation = shared;
    first = nation.trained().release();
    second = nation.train(2).release();
    database = nation.anotherDatabase();
  }

  @Test
  @Order(1)
  void aReleaseTakesOverWithoutARestartAndTheOneBeforeGoesOnBesideIt() throws Exception {
    StreamMetrics metrics = new StreamMetrics();
    try (RunningJob job =
        new RunningJob(nation.live(database, "releases").withMetricsPort(metrics.port()))) {
      activation().activate(first);
      job.awaitRelease();
      activation().activate(second, Duration.ofDays(7));
      job.awaitRelease();
      job.await(() -> assertThat(people(second)).isEqualTo(people(first)));
      job.await(() -> assertThat(changes(first, second)).isGreaterThan(300));
      job.await(() -> assertThat(unexplained(first, second)).isZero());
      assertThat(rows("select id from norn.release where kept_until > now() + interval '6 days'"))
          .containsExactly(List.of(first.id()));

      PersonId person = somebody();
      nation.send(contacts(person, 0));
      job.await(() -> assertThat(version(first, person)).isEqualTo(version(second, person)));
      job.await(
          () ->
              assertThat(
                      rows(
                          "select distinct release from norn.score_change where person = ?"
                              + " and cause_kind = 'ASSERTED'",
                          person.value()))
                  .containsExactlyInAnyOrder(List.of(first.id()), List.of(second.id())));
      assertThat(metrics.page())
          .containsPattern("norn_releases_refused\\{.*\\} 0\\.0")
          .containsPattern("norn_padding_percent_count\\{.*\\} [1-9]");
    }
  }

  @Test
  @Order(2)
  void aReleaseThatCannotBeServedIsRefusedAndTheLiveOneStays() throws Exception {
    Path broken = broken();
    StreamMetrics metrics = new StreamMetrics();
    try (RunningJob job =
        new RunningJob(nation.live(database, "releases").withMetricsPort(metrics.port()))) {
      announce(broken);
      job.await(() -> assertThat(metrics.page()).containsPattern(REFUSED));
      ServedRows.awaitRejected(database, "RELEASE_REFUSED", 1);
      PersonId person = somebody();
      long before = version(second, person);
      nation.send(contacts(person, 1));
      job.await(() -> assertThat(version(second, person)).isGreaterThan(before));
    }
  }

  /** A copy of which one byte is another. */
  private static Path broken() throws Exception {
    Path copy = nation.servers().folder().root().resolve("broken");
    try (Stream<Path> files = Files.walk(second.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(second.folder().relativize(file).toString()));
      }
    }
    Path model = copy.resolve(Release.SAVED_MODEL).resolve("saved_model.pb");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2]++;
    Files.write(model, bytes);
    return copy;
  }

  private static void announce(Path folder) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", nation.servers().bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] message = new ActiveRelease(folder.toString(), null).toBytes();
      producer.send(new ProducerRecord<>(Topics.MODEL_RELEASES, ActiveRelease.KEY, message)).get();
    }
  }

  @Test
  @Order(3)
  void rollingBackServesTheReleaseBefore() throws Exception {
    try (RunningJob job = new RunningJob(nation.live(database, "releases"))) {
      activation().activate(second);
      assertThat(activation().previous()).contains(first.id());
      activation().activate(first);
      job.awaitRelease();
      job.await(() -> assertThat(changes(second, first)).isGreaterThan(300));
      job.await(() -> assertThat(unexplained(second, first)).isZero());
      PersonId person = somebody();
      long before = version(second, person);
      nation.send(contacts(person, 2));
      job.await(() -> assertThat(version(first, person)).isGreaterThan(before));
      assertThat(version(second, person)).as("nobody is kept beside it").isEqualTo(before);
    }
  }

  @Test
  @Order(4)
  void aLandmarkMovesOnWithRegisterTimeForThoseToWhomNothingHappens() throws Exception {
    DatabaseAddress ageing = nation.anotherDatabase();
    Cohort live = nation.study().liveCohort();
    Cohort yearly =
        new Cohort(
            live.name(),
            live.landmark(),
            "P1Y",
            null,
            live.background(),
            live.age(),
            live.minimumHistory(),
            live.absent(),
            live.present(),
            live.sample(),
            live.split());
    LiveJobConfig config = nation.live(ageing, yearly, "ageing");
    LocalDate next;
    try (RunningJob job = new RunningJob(config)) {
      new ReleaseActivation(nation.servers().bootstrapServers(), ageing).activate(first);
      job.awaitRelease();
      LocalDate newest = newest(ageing);
      next = newest.plusYears(1);
      Instant later = next.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
      nation.send(List.of(fact(somebody(), "later", later)));
      job.await(() -> assertThat(newest(ageing)).isEqualTo(next));
      job.await(() -> assertThat(leftBehind(ageing, newest, next)).isZero());
    }
    assertThat(
            new Predictions(ageing)
                .rows(
                    "select cause_kind, from_landmark is not null, count(*) > 100 from"
                        + " norn.score_change where landmark::text = ? group by 1, 2",
                    next.toString()))
        .containsExactly(List.of("AGED", "t", "t"));
    // Register time is remembered: what comes after a restart is of the same landmark.
    PersonId person = somebody();
    try (RunningJob job = new RunningJob(config)) {
      nation.send(contacts(person, 3));
      job.awaitCaughtUp();
    }
    assertThat(newest(ageing)).isEqualTo(next);
  }

  @Test
  @Order(5)
  void aJobIsNotTakenToHaveReadWhatTheOneBeforeItRead() throws Exception {
    LiveJobConfig config = nation.live(nation.anotherDatabase(), "unread");
    LiveJobConfig saysNothing =
        new LiveJobConfig(
            config.bootstrapServers(),
            config.database(),
            config.cohort(),
            config.registers(),
            config.checkpoints(),
            config.parallelism(),
            config.quiet(),
            Duration.ofHours(1),
            config.batchSize(),
            config.stateMegabytes(),
            config.metricsPort(),
            config.keepsEvents());
    try (LiveStream stream = new LiveStream(saysNothing, LiveJob.startLocal(saysNothing))) {
      assertThatThrownBy(
              () -> stream.awaitRelease(Duration.ofSeconds(1), new Console().bar("", -1)))
          .hasMessageMatching("the stream is still [1-9][0-9]* behind .*");
      assertThatThrownBy(
              () -> stream.awaitCaughtUp(Duration.ofSeconds(1), new Console().bar("", -1)))
          .hasMessageMatching("the stream is still [1-9][0-9]* behind .*");
    }
  }

  /** People of whom a row says that the one release took over from the other. */
  private static long changes(Release from, Release to) throws Exception {
    return new Predictions(database)
        .count(
            "select count(distinct person) from norn.score_change where from_release = ?"
                + " and release = ? and cause_kind = 'NEW_RELEASE'",
            from.id(),
            to.id());
  }

  /**
   * People whose probabilities differ by release, and of whom no row says so; those who were
   * forgotten apart: whoever comes back meets both releases at once, and nothing was served before.
   */
  private static long unexplained(Release from, Release to) throws Exception {
    return new Predictions(database)
        .count(
            "select count(*) from norn.prediction a join norn.prediction b"
                + " using (person, landmark, outcome) where a.release = ? and b.release = ?"
                + " and a.probability <> b.probability and not exists (select"
                + " from norn.score_change c where c.person = a.person"
                + " and c.from_release = a.release and c.release = b.release)"
                + NEVER_FORGOTTEN,
            from.id(),
            to.id());
  }

  private static ReleaseActivation activation() {
    return new ReleaseActivation(nation.servers().bootstrapServers(), database);
  }

  private static List<List<String>> rows(String sql, String... parameters) throws Exception {
    return new Predictions(database).rows(sql, parameters);
  }

  private static long people(Release release) throws Exception {
    return new Predictions(database)
        .count("select count(*) from norn.prediction where release = ?", release.id());
  }

  /** People of the earlier landmark who are not at the later; those who were forgotten apart. */
  private static long leftBehind(DatabaseAddress of, LocalDate earlier, LocalDate later)
      throws Exception {
    return new Predictions(of)
        .count(
            "select count(*) from norn.prediction p where landmark::text = ? and not exists (select"
                + " from norn.prediction q where q.person = p.person and q.landmark::text = ?)"
                + " and norn.person_hash(person) not in"
                + " (select person_hash from norn.forgotten_person)",
            earlier.toString(),
            later.toString());
  }

  private static LocalDate newest(DatabaseAddress of) throws Exception {
    return LocalDate.parse(
        new Predictions(of).rows("select max(landmark) from norn.prediction").get(0).get(0));
  }

  private static long version(Release release, PersonId person) throws Exception {
    return new Predictions(database)
        .count(
            "select max(history_version) from norn.prediction where release = ? and person = ?",
            release.id(),
            person.value());
  }

  private static PersonId somebody() throws Exception {
    return new PersonId(
        rows(
                "select min(person::text) from norn.prediction where probability is not null"
                    + " and release = ?",
                first.id())
            .get(0)
            .get(0));
  }

  private static List<LifeEvent> contacts(PersonId person, int round) {
    return IntStream.range(0, 5)
        .mapToObj(i -> fact(person, "round-" + round + "-" + i, RECORDED))
        .toList();
  }

  private static LifeEvent fact(PersonId person, String row, Instant recorded) {
    return new LifeEvent(
        person,
        "health",
        row,
        LocalDate.of(2020, 6, 6),
        null,
        recorded,
        0,
        EventKind.ASSERTED,
        Map.of("diagnosis", "I50", "contact", "0"));
  }
}
