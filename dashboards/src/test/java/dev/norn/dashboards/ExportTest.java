package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportTest {

  private static final String ARROW = "application/vnd.apache.arrow.stream";
  private static final String PREDICTIONS = "/api/v1/predictions?run=wide&outcome=death";
  private static final String EMBEDDINGS = "/api/v1/embeddings?run=wide";

  private static TestingDatabase database;
  private static ResearchApi api;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    try (var owner = database.owner();
        var statement = owner.createStatement()) {
      TestingRuns.run(owner, "again", 0, 20);
      statement.execute(
          "UPDATE norn.scoring_run SET cohort = 'twice' WHERE id IN ('again', 'apart')");
      statement.execute(
          "UPDATE norn.scored_person SET probability = NULL, decile = NULL,"
              + " abstained = 'a \"word\", with commas' WHERE run = 'wide' AND outcome = 'death'"
              + " AND person = lpad(to_hex(65536), 32, '0')");
    }
    api = ResearchApi.start(database.apiConfig().answering(Asking.CALLERS), null);
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    database.close();
  }

  @Test
  void csvHoldsEveryRowWithProvenanceAndCommentsOfColumnsBeforeTheHeader() throws Exception {
    HttpResponse<byte[]> answer = asked(PREDICTIONS, "text/csv");
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(text)
        .contains("# release: r1\n", "# run: wide\n", "# cohort: cohort of wide\n")
        .contains("# landmark: 2024-12-31\n", "# query: run=wide&outcome=death\n", "# asked_at: 20")
        .contains("# request: " + answer.headers().firstValue("Norn-Request").orElseThrow())
        .contains("# column percentile: Share of people of the same sex");
    List<NamedCsvRecord> rows = csv(text);
    assertThat(rows).hasSize(200);
    assertThat(rows.get(0).getField("abstained")).isEqualTo("a \"word\", with commas");
    assertThat(rows.get(0).getField("probability")).isEmpty();
    assertThat(rows.get(199).getField("probability")).isEqualTo("0.199");
    assertThat(rows.get(199).getField("landmark")).isEqualTo("2024-12-31");
    assertThat(rows.get(199).getField("newest_recorded")).endsWith("Z");
  }

  @Test
  void arrowHoldsTheSameWithTypesAndMetadata() throws Exception {
    try (var allocator = new RootAllocator();
        var reader = reader(asked(PREDICTIONS, ARROW), allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertThat(root.getSchema().getCustomMetadata())
          .containsEntry("release", "r1")
          .containsEntry("landmark", "2024-12-31")
          .containsKeys("asked_at", "query", "request", "known_by");
      assertThat(root.getSchema().findField("probability").getMetadata().get("comment"))
          .startsWith("Probability of the outcome");
      assertThat(root.getSchema().getFields().stream().map(Field::getType).map(Object::toString))
          .contains("Utf8", "Date(DAY)", "FloatingPoint(DOUBLE)", "Timestamp(MICROSECOND, UTC)");
      assertThat(reader.loadNextBatch()).isTrue();
      assertThat(root.getRowCount()).isEqualTo(200);
      assertThat(root.getVector("probability").isNull(0)).isTrue();
      assertThat(root.getVector("probability").getObject(199)).isEqualTo(0.199);
      assertThat(root.getVector("person").getObject(199)).hasToString("%032x".formatted(65735));
      assertThat(root.getVector("landmark").getObject(199))
          .isEqualTo((int) LocalDate.of(2024, 12, 31).toEpochDay());
      assertThat(reader.loadNextBatch()).isFalse();
    }
  }

  @Test
  void embeddingsAreListsOfFixedSizeInArrowAndColumnsInCsv() throws Exception {
    try (var allocator = new RootAllocator();
        var reader = reader(asked(EMBEDDINGS, ARROW), allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      assertThat(root.getSchema().findField("embedding").getType()).hasToString("FixedSizeList(4)");
      assertThat(reader.loadNextBatch()).isTrue();
      assertThat(root.getRowCount()).isEqualTo(200);
      assertThat(root.getVector("embedding").getObject(1))
          .isEqualTo(List.of(0f, 0f, (float) Math.cos(1), (float) Math.sin(1)));
    }
    String text = new String(asked(EMBEDDINGS, "text/csv").body(), StandardCharsets.UTF_8);
    NamedCsvRecord row = csv(text).get(1);
    assertThat(Float.parseFloat(row.getField("embedding_4"))).isEqualTo((float) Math.sin(1));
    JsonNode json = JsonRows.MAPPER.readTree(asked(EMBEDDINGS, "*/*").body());
    assertThat(json.at("/rows/1/embedding/3").floatValue()).isEqualTo((float) Math.sin(1));
    assertThat(json.at("/provenance/release").textValue()).isEqualTo("r1");
  }

  @Test
  void parquetHoldsTheSameWithTypesAndProvenanceInItsFooter(@TempDir Path folder) throws Exception {
    Path file = saved(folder, PREDICTIONS);
    ParquetMetadata metadata = ParquetReader.readMetadata(file.toFile());
    assertThat(metadata.getFileMetaData().getKeyValueMetaData())
        .containsEntry("release", "r1")
        .containsEntry("landmark", "2024-12-31")
        .containsKeys("asked_at", "query", "request", "known_by", "ARROW:schema");
    assertThat(metadata.getFileMetaData().getSchema().toString())
        .contains("optional binary person (STRING)", "optional int32 landmark (DATE)")
        .contains("optional double probability", "TIMESTAMP(MICROS,true)");
    try (var rows = ParquetReader.streamContent(file.toFile(), new Cells())) {
      List<Map<String, Object>> read = rows.toList();
      assertThat(read).hasSize(200);
      assertThat(read.get(0).get("probability")).isNull();
      assertThat(read.get(0)).containsEntry("abstained", "a \"word\", with commas");
      assertThat(read.get(199))
          .containsEntry("probability", 0.199)
          .containsEntry("person", "%032x".formatted(65735))
          .containsEntry("landmark", (int) LocalDate.of(2024, 12, 31).toEpochDay());
    }
  }

  /** The cells of a row by their columns. */
  private static final class Cells
      implements Hydrator<Map<String, Object>, Map<String, Object>, String[]> {
    @Override
    public Map<String, Object> start() {
      return new HashMap<>();
    }

    @Override
    public Map<String, Object> add(Map<String, Object> row, String[] heading, Object value) {
      row.put(heading[0], value);
      return row;
    }

    @Override
    public Map<String, Object> finish(Map<String, Object> row) {
      return row;
    }
  }

  @Test
  void theSchemaInParquetIsTheOneOfArrow(@TempDir Path folder) throws Exception {
    Path file = saved(folder, EMBEDDINGS);
    var footer = ParquetReader.readMetadata(file.toFile()).getFileMetaData();
    byte[] message = Base64.getDecoder().decode(footer.getKeyValueMetaData().get("ARROW:schema"));
    Schema schema =
        MessageSerializer.deserializeSchema(
            new ReadChannel(Channels.newChannel(new ByteArrayInputStream(message))));
    assertThat(schema.findField("embedding").getType()).hasToString("FixedSizeList(4)");
    assertThat(schema.findField("embedding").getMetadata()).containsKey("comment");
    assertThat(footer.getSchema().toString())
        .contains("optional group embedding (LIST)", "required float element");
  }

  private static Path saved(Path folder, String path) throws Exception {
    HttpResponse<byte[]> answer = asked(path, "application/vnd.apache.parquet");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.apache.parquet");
    return Files.write(folder.resolve("rows.parquet"), answer.body());
  }

  @Test
  void pagesPutTogetherAreTheWhole() throws Exception {
    List<String> persons = new ArrayList<>();
    String next = PREDICTIONS + "&limit=77";
    while (next != null) {
      HttpResponse<byte[]> page = asked(next, "text/csv");
      csv(new String(page.body(), StandardCharsets.UTF_8))
          .forEach(row -> persons.add(row.getField("person")));
      next =
          page.headers()
              .firstValue("Link")
              .map(link -> "/api/v1/predictions" + link.replaceAll("<(.*)>.*", "$1"))
              .orElse(null);
    }
    assertThat(persons).hasSize(200).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aCohortNamesItsOnlyRunOfTheRelease() throws Exception {
    String rows = "/api/v1/predictions?outcome=death&cohort=cohort%20of%20";
    assertThat(asked(rows + "wide", "text/csv").statusCode()).isEqualTo(200);
    assertThat(asked(rows + "wide&release=r2", "text/csv").statusCode()).isEqualTo(404);
    assertThat(asked(rows + "nobody", "text/csv").statusCode()).isEqualTo(404);
    String twice = "/api/v1/predictions?outcome=death&cohort=twice";
    assertThat(asked(twice, "text/csv").statusCode()).isEqualTo(409);
    assertThat(asked(twice + "&run=again", "text/csv").statusCode()).isEqualTo(400);
    assertThat(asked("/api/v1/embeddings", "text/csv").statusCode()).isEqualTo(400);
    assertThat(asked("/api/v1/predictions?run=wide", "text/csv").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv | 200 | text/csv",
        "TEXT/CSV;q=0.5 | 200 | text/csv",
        "text/html, application/vnd.apache.arrow.stream | 200 | application/vnd.apache.arrow.stream",
        "*/* | 200 | application/json",
        "text/html, */*;q=0.1 | 200 | application/json",
        "image/png | 406 | application/problem+json"
      })
  void acceptSaysTheForm(String accept, int status, String type) throws Exception {
    HttpResponse<byte[]> answer = asked(PREDICTIONS, accept);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
  }

  @Test
  void anEmptyPageIsAFileToo() throws Exception {
    String none = "/api/v1/embeddings?run=apart";
    assertThat(csv(new String(asked(none, "text/csv").body(), StandardCharsets.UTF_8))).isEmpty();
    try (var allocator = new RootAllocator();
        var reader = reader(asked(none, ARROW), allocator)) {
      assertThat(reader.getVectorSchemaRoot().getSchema().getFields()).hasSize(6);
    }
  }

  private static HttpResponse<byte[]> asked(String path, String accept) throws Exception {
    return Asking.bytes(api, "rosa", path, "Accept", accept, "Norn-Purpose", "a test");
  }

  private static ArrowStreamReader reader(HttpResponse<byte[]> answer, RootAllocator allocator) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return new ArrowStreamReader(new ByteArrayInputStream(answer.body()), allocator);
  }

  private static List<NamedCsvRecord> csv(String text) {
    return CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(text).stream()
        .toList();
  }
}
