package dev.norn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cli.local.LocalStack;
import dev.norn.cli.local.WorkFolder;
import dev.norn.cli.map.LifeFacts;
import dev.norn.cli.map.ReleaseMaps;
import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusDescription;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.CorpusWriter;
import dev.norn.model.projection.MapProgress;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.LandmarkSpan;
import dev.norn.sequence.PersonSequence;
import dev.norn.streaming.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Maps by command in a real database; the tests go on from each other. Release r1 has 120 people in
 * four groups and 20 tokens, r2 the same turned in its own space.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MapCommandTest {

  private static final int PEOPLE = 120;
  private static final int WIDTH = 4;
  private static final String DAY = "2015-12-31";
  private static final String PLACES =
      "select string_agg(point || ' ' || x || ' ' || y, ',' order by point)"
          + " from norn.projection_point";

  @TempDir static Path folder;

  private static Servers servers;
  private static Pseudonyms pseudonyms;

  @BeforeAll
  static void start() throws Exception {
    WorkFolder work = TestingWork.at(folder.resolve("work"));
    pseudonyms = new Pseudonyms(work.pseudonymKey());
    servers = Servers.started(LocalStack.start(work, line -> {}));
    change(
        """
        INSERT INTO norn.vocabulary (hash, json, tokens) VALUES ('v', '{}', 25);
        INSERT INTO norn.token (vocabulary_hash, id, text, family, persons)
        SELECT 'v', i, 'T' || i, CASE WHEN i < 5 THEN 'special' ELSE 'health.code' END, i
        FROM generate_series(0, 24) i""");
    release("r1", 1);
    for (int person = 0; person < PEOPLE; person++) {
      embed("r1", person, 1);
    }
    corpus();
    StringBuilder truth =
        new StringBuilder("person_number,landmark,outcome,probability,probability_if_known\n");
    for (int person = 0; person < PEOPLE; person++) {
      truth.append("%d,%s,death,0.5,%s%n".formatted(person, DAY, person / 1000.0));
    }
    Files.writeString(folder.resolve("truth.csv"), truth, UTF_8);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  private static void release(String id, int turn) throws Exception {
    change(
        """
        INSERT INTO norn.release (id, vocabulary_hash, corpus_id, landmark, cohort, created,
          architecture, card, embedding_width, embedding_mean)
        VALUES ('%1$s', 'v', 'c', '2015-12-31', 'all', now(), '{}', '', 4, '{0,0,0,0}');
        SELECT norn.add_release_partition('%1$s');
        INSERT INTO norn.token_embedding (release, token, embedding)
        SELECT '%1$s', i, CASE WHEN %2$d > 0
          THEN ARRAY[cos(i), sin(i), sin(i * i), 0.5]::real[]
          ELSE ARRAY[0.5, -sin(i), cos(i), sin(i * i)]::real[] END
        FROM generate_series(5, 24) i"""
            .formatted(id, turn));
  }

  /** Person i is of group i mod 4, near one axis. */
  private static void embed(String release, int person, int turn) throws Exception {
    Random random = new Random(person);
    float[] numbers = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      numbers[i] = (float) (0.1 * random.nextGaussian()) + (i == person % WIDTH ? 1 : 0);
    }
    if (turn < 0) {
      numbers = new float[] {numbers[3], -numbers[1], numbers[0], numbers[2]};
    }
    double length = 0;
    for (float number : numbers) {
      length += number * number;
    }
    for (int i = 0; i < WIDTH; i++) {
      numbers[i] /= (float) Math.sqrt(length);
    }
    try (Connection connection = servers.database().connect();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO norn.person_embedding (release, person, landmark, embedding, code,
                  history_version, newest_recorded, encoded_at)
                VALUES (?, ?, '2015-12-31', ?, repeat('0', 256)::bit(256), 1, now(), now())""")) {
      insert.setString(1, release);
      insert.setString(2, person(person));
      insert.setObject(3, numbers);
      insert.executeUpdate();
    }
  }

  private static String person(int number) {
    return pseudonyms.of(Integer.toString(number)).value();
  }

  /** Of all but the last twenty; the tokens of person i are 5 and 6 + i mod 4. */
  private static void corpus() throws IOException {
    CorpusDescription description =
        new CorpusDescription(
            "v", LandmarkSpan.parse(DAY), null, "adults", List.of("death"), "drawn", 1, 64);
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    try (CorpusWriter writer = CorpusWriter.create(corpus.resolve("part-0.parquet"), description)) {
      for (int i = 0; i < PEOPLE - 20; i++) {
        int[] tokens = {1, 6 + i % 4, 2, 5, 2, 5, 2};
        int[] days = new int[tokens.length];
        Arrays.fill(days, LandmarkDate.absoluteDay(LocalDate.parse(DAY)));
        float[] ages = new float[tokens.length];
        Arrays.fill(ages, 40 + i);
        writer.write(
            new CorpusExample(
                new PersonSequence(
                    new PersonId(person(i)),
                    tokens,
                    days,
                    ages,
                    new int[tokens.length],
                    1,
                    Instant.EPOCH),
                Split.TRAIN,
                Map.of(
                    "death",
                    i < 10
                        ? OutcomeLabel.UNKNOWN
                        : i % 2 == 0 ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE)));
      }
    }
    Corpus.seal(corpus, description);
  }

  @Test
  @Order(1)
  void whatCannotBeMappedIsRefused() {
    assertThat(run("map")).isEqualTo(2);
    assertThat(run("map", "--release", "none")).isEqualTo(2);
    assertThat(run("map", "--release", "r1", "--place")).isEqualTo(2);
    assertThat(run("map", "--release", "r1", "--place", "--refit")).isEqualTo(2);
    assertThat(run("map", "--release", "r1", "--landmark", "1999-12-31")).isEqualTo(2);
    assertThat(run("map", "--release", "r1", "--truth", "truth.csv")).isEqualTo(2);
  }

  @Test
  @Order(2)
  void aReleaseGetsBothMapsWithWhatIsKnownOfThePeople() throws Exception {
    assertThat(
            printed(
                "map",
                "--release",
                "r1",
                "--corpus",
                folder.resolve("corpus").toString(),
                "--truth",
                folder.resolve("truth.csv").toString()))
        .contains("lives: 120 points, 120 of them laid out", "tokens: 20 points");
    assertThat(
            row(
                """
                select count(*), count(age), count(tokens), count(observed ->> 'death'),
                  count(true_probability ->> 'death'), count(*) filter (where placed_later)
                from norn.projection_point"""))
        .isEqualTo("120|100|100|90|120|0");
    assertThat(
            row(
                "select age, tokens, observed, true_probability from norn.projection_point where person = '%s'"
                    .formatted(person(14))))
        .isEqualTo("54|{5,8}|{\"death\": true}|{\"death\": 0.014}");
    assertThat(row("select count(*), count(stability), min(register) from norn.token_point"))
        .isEqualTo("20|0|health");
  }

  @Test
  @Order(3)
  void whoComesLaterIsPlacedAmongItsGroupAndMarked() throws Exception {
    String before = row(PLACES);
    for (int person = PEOPLE; person < PEOPLE + 4; person++) {
      embed("r1", person, 1);
    }
    assertThat(printed("map", "--release", "r1")).contains("4 people placed");
    assertThat(printed("map", "--release", "r1", "--place")).contains("0 people placed");
    assertThat(row(PLACES)).startsWith(before + ",120 ");
    assertThat(row("select count(*) from norn.projection_point where placed_later")).isEqualTo("4");
    for (int person = PEOPLE; person < PEOPLE + 4; person++) {
      String nearest =
          row(
              """
              select o.person from norn.projection_point n, norn.projection_point o
              where n.person = '%s' and not o.placed_later
              order by (n.x - o.x) ^ 2 + (n.y - o.y) ^ 2 limit 1"""
                  .formatted(person(person)));
      int group = person % WIDTH;
      assertThat(
              IntStream.range(0, PEOPLE)
                  .filter(one -> one % WIDTH == group)
                  .mapToObj(MapCommandTest::person))
          .contains(nearest);
    }
  }

  @Test
  @Order(4)
  void theNextReleasesMapIsTurnedOntoTheLastAndItsTokensHaveAStability() throws Exception {
    release("r2", -1);
    for (int person = 0; person < PEOPLE; person++) {
      embed("r2", person, -1);
    }
    assertThat(printed("map", "--release", "r2")).contains("turned onto map");
    // The same people in another turn of their space: the map says the same, and nearly so.
    String near =
        row(
            """
            select avg((a.x - b.x) ^ 2 + (a.y - b.y) ^ 2) / (var_pop(a.x) + var_pop(a.y))
            from norn.projection_point a join norn.projection_point b using (person)
            join norn.projection n on n.id = b.projection
            where n.release = 'r2' and a.projection = n.rotated_onto and not a.placed_later""");
    assertThat(Double.parseDouble(near)).isCloseTo(0, within(0.2));
    assertThat(
            row(
                """
                select min(p.stability), max(p.stability) from norn.token_point p
                join norn.projection m on m.id = p.projection where m.release = 'r2'"""))
        .isEqualTo("1|1");
  }

  @Test
  @Order(5)
  void aRefitTakesThePlaceOfTheMapAndNewcomersBelongToIt() throws Exception {
    assertThat(printed("map", "--release", "r1", "--refit"))
        .contains("lives: 124 points", "tokens: 20 points");
    assertThat(
            row(
                """
                select count(*), count(*) filter (where placed_later) from norn.projection_point p
                join norn.projection m on m.id = p.projection where m.release = 'r1'"""))
        .isEqualTo("124|0");
    assertThat(row("select count(*) from norn.projection")).isEqualTo("4");
  }

  @Test
  @Order(6)
  void whoIsForgottenIsOnNoMapAndComesBackOnNone() throws Exception {
    change("SELECT norn.forget_person('%s')".formatted(person(3)));
    String held =
        "select count(*) from norn.projection_point where person = '%s'".formatted(person(3));
    assertThat(row(held)).isEqualTo("0");
    assertThat(run("map", "--release", "r1", "--refit")).isZero();
    assertThat(row(held)).isEqualTo("0");
  }

  @Test
  @Order(7)
  void whoseProbabilityIsDoubtfulIsMarked() throws Exception {
    change(
        """
        INSERT INTO norn.prediction (release, person, landmark, outcome, probability, abstained,
          history_version, newest_recorded, cause_kind, predicted_at)
        SELECT 'r1', person, landmark, 'death', CASE WHEN n > 1 THEN 0.1 END,
          CASE WHEN n = 1 THEN 'TOO_FEW_EVENTS' END, 1, now(), 'SCORING_RUN', now()
        FROM (SELECT person, landmark, row_number() OVER (ORDER BY person) AS n
          FROM norn.person_embedding WHERE release = 'r1') e;
        INSERT INTO norn.scoring_run (id, release, cohort, landmark, state, started)
        VALUES ('run', 'r1', 'adults', '2015-12-31', 'DONE', now());
        INSERT INTO norn.scored_person (run, person, landmark, outcome, probability, low, high,
          history_version, newest_recorded)
        SELECT 'run', person, landmark, 'death', 0.1, 0.05, CASE WHEN n = 2 THEN 0.3 ELSE 0.2 END,
          1, now()
        FROM (SELECT person, landmark, row_number() OVER (ORDER BY person) AS n
          FROM norn.person_embedding WHERE release = 'r1') e""");
    assertThat(run("map", "--release", "r1", "--refit")).isZero();
    String doubtful =
        """
        select string_agg(p.point::text, ',' order by p.point) from norn.projection_point p
        join norn.projection m on m.id = p.projection where m.release = 'r1' and p.uncertain""";
    assertThat(row(doubtful)).isEqualTo("0,1");
    // One group of which every other is likely to die: neighbours disagree.
    change(
        """
        UPDATE norn.prediction p SET probability = 0.9 FROM norn.projection_point t
        WHERE p.abstained IS NULL AND p.release = 'r1' AND t.person = p.person AND t.point % 8 = 3
          AND t.projection = (SELECT id FROM norn.projection WHERE release = 'r1' AND kind = 'LIVES')""");
    assertThat(run("map", "--release", "r1", "--refit")).isZero();
    assertThat(
            Integer.parseInt(row(doubtful.replaceFirst("string_agg.*?\\) from", "count(*) from"))))
        .isGreaterThan(20);
  }

  @Test
  @Order(8)
  void aLoginThatMayWriteIsEnough() throws Exception {
    change("CREATE ROLE map_writer LOGIN; GRANT norn_writer TO map_writer");
    DatabaseAddress all = servers.database();
    DatabaseAddress writer =
        new DatabaseAddress(
            all.jdbcUrl().replace("user=postgres", "user=map_writer"), "map_writer", "");
    ReleaseMaps maps = new ReleaseMaps(writer, "r1", null, LifeFacts.NONE);
    assertThat(maps.make(true, 1, MapProgress.NONE).made()).hasSize(2);
    assertThat(maps.make(false, 1, MapProgress.NONE).made()).isEmpty();
  }

  private static void change(String sql) throws Exception {
    try (Connection connection = servers.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String row(String sql) throws Exception {
    return String.join("|", new Predictions(servers.database()).rows(sql).get(0));
  }

  private static int run(String... words) {
    return new CommandsOnFolder(folder.resolve("work"))
        .run(words.length == 1 ? new String[] {words[0], "--seed", "1"} : words);
  }

  private static String printed(String... words) {
    return new CommandsOnFolder(folder.resolve("work")).printed(words);
  }
}
