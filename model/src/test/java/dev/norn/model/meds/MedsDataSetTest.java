package dev.norn.model.meds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import blue.strategic.parquet.ParquetReader;
import dev.norn.cohort.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MedsDataSetTest {

  private static final MedsCode CODE = new MedsCode("a//b//c1", "b of a", "a//b//c");
  private static final MedsDataSet.About ABOUT =
      new MedsDataSet.About("study", null, "0.1.0", "2026-01-01T00:00:00Z");

  @TempDir private Path folder;

  private static void shard(MedsDataSet dataSet) throws IOException {
    try (MedsShard shard = new MedsShard(dataSet.shards().resolve("0.parquet"))) {
      List<MedsRow> rows =
          List.of(
              MedsRow.of(Instant.parse("1950-01-01T00:00:00Z"), MedsRow.BIRTH),
              new MedsRow(Instant.parse("2010-01-01T00:00:00Z"), CODE, 1.5f, "x"));
      assertThat(shard.write(5, rows)).containsExactly(MedsRow.BIRTH, CODE);
      assertThat(shard.write(7, rows)).isEmpty();
    }
  }

  private List<List<String>> rows(String file) throws IOException {
    try (Stream<String[]> rows =
        ParquetReader.streamContentToStrings(folder.resolve(file).toFile())) {
      return rows.map(List::of).toList();
    }
  }

  @Test
  void nothingOfItIsThereBeforeAllOfItIs() throws IOException {
    MedsDataSet dataSet = MedsDataSet.begin(folder);
    shard(dataSet);
    assertThat(folder.resolve("data")).doesNotExist();
    dataSet.add(CODE);
    dataSet.add(7, Split.TEST);
    dataSet.add(5, Split.VALIDATION);
    dataSet.seal(ABOUT);
    assertThat(
            ParquetReader.readMetadata(folder.resolve("data/0.parquet").toFile())
                .getBlocks()
                .get(0)
                .getRowCount())
        .isEqualTo(4);
    assertThat(rows("metadata/subject_splits.parquet"))
        .containsExactly(
            List.of("subject_id=5", "split=tuning"), List.of("subject_id=7", "split=held_out"));
    assertThat(Files.readString(folder.resolve("metadata/dataset.json")))
        .contains("\"etl_name\": \"norn\"", "\"meds_version\": \"0.4.1\"")
        .doesNotContain("dataset_version");
    assertThat(folder.resolve("unfinished")).doesNotExist();
  }

  @Test
  void whatARunThatDiedLeftIsNoPartOfTheNext() throws IOException {
    shard(MedsDataSet.begin(folder));
    MedsDataSet.begin(folder).seal(ABOUT);
    assertThat(folder.resolve("data")).isEmptyDirectory();
    assertThat(folder.resolve("metadata/subject_splits.parquet")).doesNotExist();
  }

  @Test
  void aFolderWithADataSetIsRefused() throws IOException {
    MedsDataSet.begin(folder).seal(ABOUT);
    assertThatThrownBy(() -> MedsDataSet.begin(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds data/ already");
  }
}
