package dev.norn.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCheckpointsTest {

  private static final String PATH = "execution.state-recovery.path";
  private static final String FOLDER = "execution.checkpointing.dir";

  @TempDir Path folder;

  private Path newest;

  @BeforeEach
  void threeCheckpointsOfTwoJobs() throws IOException {
    checkpoint("a/chk-9", 1_000);
    newest = checkpoint("b/chk-7", 2_000);
    Files.createDirectories(folder.resolve("b/chk-8"));
  }

  @Test
  void aClusterGoesOnFromTheNewestWholeCheckpointOfItsFolder() throws IOException {
    assertThat(resumed(Map.of(FOLDER, folder.toUri().toString())))
        .containsEntry(PATH, newest.toUri().toString());
  }

  @Test
  void whatTheClusterWasToldToGoOnFromStands() throws IOException {
    assertThat(resumed(Map.of(FOLDER, folder.toUri().toString(), PATH, "file:///savepoint")))
        .isEmpty();
  }

  @Test
  void withoutCheckpointsOnThisMachineItBeginsAnew() throws IOException {
    assertThat(resumed(Map.of())).isEmpty();
    assertThat(resumed(Map.of(FOLDER, "s3://bucket/checkpoints"))).isEmpty();
    assertThat(resumed(Map.of(FOLDER, folder.resolve("none").toUri().toString()))).isEmpty();
  }

  private static Map<String, String> resumed(Map<String, String> cluster) throws IOException {
    return JobCheckpoints.resume(Configuration.fromMap(cluster)).toMap();
  }

  private Path checkpoint(String name, long completed) throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve(name));
    Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(completed));
    return checkpoint;
  }
}
