package dev.norn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {
  @TempDir Path temp;

  @Test
  void aRunningStackIsFoundWithItsApiAndNotAfterItsClose() {
    Path root = temp.resolve("norn");
    assertThat(LocalStack.running(root)).isEmpty();
    List<String> lines = new ArrayList<>();
    try (LocalStack stack = LocalStack.start(WorkFolder.at(root), lines::add)) {
      StackAddress found = LocalStack.running(root).orElseThrow();
      assertThat(found.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(found.bootstrapServers()).isEqualTo(stack.bootstrapServers());
      assertThat(found.jdbcUrl()).isEqualTo(stack.jdbcUrl());
      assertThat(found.api()).isNull();
      stack.announceApi(URI.create("http://127.0.0.1:7070"));
      assertThat(LocalStack.running(root).orElseThrow().api()).hasPort(7070);
    }
    assertThat(LocalStack.running(root)).isEmpty();
    assertThat(root.resolve("stack.json")).doesNotExist();
    assertThat(lines).anyMatch(line -> line.startsWith("Kafka ready in"));
  }

  @Test
  void theFileOfADeadProcessIsIgnoredAndRemoved() throws Exception {
    long deadPid = deadPid();
    Path file = temp.resolve("stack.json");
    new StackAddress(deadPid, "127.0.0.1:1", "jdbc:postgresql://localhost:1/norn", null)
        .write(file);
    assertThat(LocalStack.running(temp)).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void aLiveProcessWhoseServersDoNotAnswerIsNoStack() throws Exception {
    long pid = ProcessHandle.current().pid();
    new StackAddress(pid, "127.0.0.1:1", "jdbc:postgresql://localhost:1/norn", null)
        .write(temp.resolve("stack.json"));
    assertThat(LocalStack.running(temp)).isEmpty();
  }

  @Test
  void aHalfWrittenFileIsRemoved() throws Exception {
    Path file = Files.writeString(temp.resolve("stack.json"), "{\"pid\" : 12");
    assertThat(LocalStack.running(temp)).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void closingIsOrderedAndGoesOnAfterAFailure() {
    List<String> closed = new ArrayList<>();
    LocalStack stack = LocalStack.start(WorkFolder.at(temp.resolve("norn")), line -> {});
    stack.closeFirst("api", () -> closed.add("api"));
    stack.closeFirst(
        "broken",
        () -> {
          throw new IllegalStateException("broken");
        });
    stack.closeFirst("job", () -> closed.add("job"));
    assertThatThrownBy(stack::close)
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("broken");
    assertThat(closed).containsExactly("job", "api");
    stack.close();
    WorkFolder.at(temp.resolve("norn")).lock().close();
  }

  @Test
  void whenOneServerFailsTheOtherIsStoppedAndTheFolderIsFree() throws Exception {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    Files.writeString(folder.kafka().resolve("meta.properties"), "version=1\nnode.id=77\n");
    assertThatThrownBy(() -> LocalStack.start(folder, line -> {}))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("[kafka ");
    assertThat(Postmaster.on(folder.postgres().resolve("data"))).isEmpty();
    folder.lock().close();
  }

  private static long deadPid() throws Exception {
    Process process = new ProcessBuilder("sh", "-c", "exit 0").start();
    process.waitFor();
    return process.pid();
  }
}
