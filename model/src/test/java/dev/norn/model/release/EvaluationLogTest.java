package dev.norn.model.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationLogTest {

  @TempDir private Path folder;
  private Release release;

  @BeforeEach
  void writeRelease() throws IOException {
    release = new TestingContent(folder).write("2026-01-02T03:04:05Z");
  }

  @Test
  void firstUseIsSaidToBeTheFirstAndTheNextOnesAreCounted() {
    EvaluationLog log = new EvaluationLog(release);
    assertThat(log.record("corpus")).startsWith("First use");
    assertThat(log.record("corpus"))
        .startsWith("THE TEST SPLIT WAS USED BEFORE")
        .contains("1 time");
    assertThat(log.record("corpus")).contains("2 times, first on").contains("and last on");
    assertThat(new EvaluationLog(Release.open(release.folder())).uses()).hasSize(3);
  }

  @Test
  void anotherCorpusHasATestSplitOfItsOwn() {
    EvaluationLog log = new EvaluationLog(release);
    log.record("corpus");
    assertThat(log.record("another")).startsWith("First use");
  }

  @Test
  void recordIsNoPartOfTheReleasesContent() {
    new EvaluationLog(release).record("corpus");
    assertThat(Release.open(release.folder()).id()).isEqualTo(release.id());
  }

  @Test
  void recordThatWasSpoiltIsNotTakenForNone() throws IOException {
    Files.writeString(release.folder().resolve("evaluations.jsonl"), "never\n");
    assertThatThrownBy(() -> new EvaluationLog(release).record("corpus"))
        .isInstanceOf(ReleaseException.class)
        .hasMessageContaining("evaluations.jsonl] is not the record of evaluations");
  }
}
