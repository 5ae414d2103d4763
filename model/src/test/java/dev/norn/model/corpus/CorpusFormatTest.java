package dev.norn.model.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.norn.cohort.Split;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files as others see them: readers that know nothing of this package. */
class CorpusFormatTest {

  private static final String SCHEMA =
      """
      message person {
        required binary person (STRING);
        required binary split (STRING);
        required group tokens (LIST) {
          repeated group list {
            required int32 element;
          }
        }
        required group days (LIST) {
          repeated group list {
            required int32 element;
          }
        }
        required group ages (LIST) {
          repeated group list {
            required float element;
          }
        }
        required group segments (LIST) {
          repeated group list {
            required int32 element;
          }
        }
        required int64 history_version;
        required int64 newest_recorded (TIMESTAMP(MICROS,true));
        required float age_at_landmark;
        optional int32 label_death;
        optional int32 days_death;
        optional int32 cause_death;
        optional int32 label_death-time;
        optional int32 days_death-time;
        optional int32 cause_death-time;
        optional int32 label_health;
        optional int32 class_health;
        optional int32 label_health-next;
        optional int32 days_health-next;
        optional int32 cause_health-next;
        optional int32 class_health-next;
        optional int32 label_visits;
        optional int32 days_visits;
        optional int32 cause_visits;
        optional int32 count_visits;
      }
      """;

  @TempDir Path folder;
  private Path shard;

  @BeforeEach
  void writeOnePerson() throws IOException {
    shard = folder.resolve("part-0.parquet");
    CorpusExample example =
        CorpusExample.of(
            Examples.life(7, 40, Examples.SEX_B, 1),
            Split.TEST,
            Map.of(
                "death",
                new ObservedOutcome(OutcomeLabel.POSITIVE, new FollowUp(30, 1), null),
                "death-time",
                new ObservedOutcome(OutcomeLabel.UNKNOWN, new FollowUp(20, 0), null),
                "health",
                new ObservedOutcome(OutcomeLabel.NEGATIVE, null, 1),
                "health-next",
                new ObservedOutcome(OutcomeLabel.NEGATIVE, new FollowUp(1461, 0), 3),
                "visits",
                new ObservedOutcome(OutcomeLabel.POSITIVE, new FollowUp(12, 1), null)));
    Examples.write(shard, Examples.ofEveryKind(), List.of(example));
  }

  @Test
  void columnsAreAsDocumented() throws IOException {
    assertThat(ShardReader.describe(shard).getSchema().toString()).isEqualTo(SCHEMA);
  }

  @Test
  void parquetsOwnReaderSeesListsAndNulls() throws IOException {
    try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(shard))) {
      MessageType schema = file.getFileMetaData().getSchema();
      PageReadStore pages = file.readNextRowGroup();
      RecordReader<Group> rows =
          new ColumnIOFactory()
              .getColumnIO(schema)
              .getRecordReader(pages, new GroupRecordConverter(schema));
      Group row = rows.read();
      assertThat(pages.getRowCount()).isEqualTo(1);
      assertThat(row.getString("person", 0)).isEqualTo("person-7");
      assertThat(row.getString("split", 0)).isEqualTo("TEST");
      assertThat(row.getGroup("tokens", 0).getFieldRepetitionCount("list")).isEqualTo(5);
      assertThat(row.getGroup("tokens", 0).getGroup("list", 1).getInteger("element", 0))
          .isEqualTo(Examples.SEX_B);
      assertThat(row.getGroup("ages", 0).getGroup("list", 0).getFloat("element", 0)).isEqualTo(40f);
      assertThat(row.getLong("history_version", 0)).isEqualTo(1_007);
      assertThat(row.getLong("newest_recorded", 0)).isEqualTo(1_451_606_407_123_456L);
      assertThat(row.getFloat("age_at_landmark", 0)).isEqualTo(40f);
      assertThat(row.getInteger("label_death", 0)).isEqualTo(1);
      assertThat(row.getInteger("days_death", 0)).isEqualTo(30);
      assertThat(row.getInteger("cause_death", 0)).isEqualTo(1);
      assertThat(row.getFieldRepetitionCount("label_death-time")).isZero();
      assertThat(row.getInteger("days_death-time", 0)).isEqualTo(20);
      assertThat(row.getInteger("cause_death-time", 0)).isZero();
      assertThat(row.getInteger("label_health", 0)).isZero();
      assertThat(row.getInteger("class_health", 0)).isEqualTo(1);
      assertThat(row.getInteger("class_health-next", 0)).isEqualTo(3);
      assertThat(row.getInteger("days_visits", 0)).isEqualTo(12);
      assertThat(row.getFieldRepetitionCount("count_visits")).isZero();
    }
  }

  @Test
  void pythonReadsTheSameWherePyarrowIsInstalled() throws Exception {
    assumeTrue(
        python("import pyarrow.parquet").strip().equals("ok"), "no Python with pyarrow here");
    String seen =
        python(
            "import pyarrow.parquet as p; r = p.read_table('"
                + shard
                + "').to_pylist()[0]; print(r['person'], r['tokens'][1], len(r['ages']),"
                + " r['label_death'], r['label_death-time'], r['newest_recorded'].isoformat())");
    assertThat(seen)
        .startsWith("person-7 " + Examples.SEX_B + " 5 1 None 2016-01-01T00:00:07.123456+00:00");
  }

  private static String python(String code) throws Exception {
    Path script = Files.createTempFile("norn", ".py");
    Files.writeString(script, code + "\nprint('ok')\n");
    try {
      Process process =
          new ProcessBuilder("python3", script.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(60, TimeUnit.SECONDS);
      return out;
    } catch (IOException e) {
      return "";
    } finally {
      Files.delete(script);
    }
  }
}
