package dev.norn.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActiveReleaseTest {

  @Test
  void whatIsWrittenIsRead() {
    for (ActiveRelease release :
        new ActiveRelease[] {
          new ActiveRelease("/norn/releases/a", null),
          new ActiveRelease("/norn/releases/b", Instant.parse("2026-01-01T00:00:00Z"))
        }) {
      assertThat(ActiveRelease.fromBytes(release.toBytes())).isEqualTo(release);
    }
  }

  @Test
  void aMessageOfAnEarlierVersionIsAFolderAlone() {
    assertThat(ActiveRelease.fromBytes("/norn/releases/a".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new ActiveRelease("/norn/releases/a", null));
  }
}
