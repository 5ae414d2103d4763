package dev.norn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackInAnotherProcessTest {
  @TempDir Path temp;
  private Path root;
  private Path data;

  @BeforeEach
  void createFolder() {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    root = folder.root();
    data = folder.postgres().resolve("data");
  }

  @Test
  void afterAKillTheNextStartEndsTheOrphanAndHasAllData() throws Exception {
    ProcessHandle orphan;
    try (ChildStack child = ChildStack.ready(root, "wait")) {
      write(LocalStack.running(root).orElseThrow());
      child.kill();
      orphan = Postmaster.on(data).orElseThrow();
    }
    assertThat(orphan.isAlive()).as("lives on after the kill").isTrue();
    assertThat(LocalStack.running(root)).isEmpty();
    try (LocalStack stack = LocalStack.start(WorkFolder.at(root), line -> {})) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(LocalPostgresTest.value(stack.jdbcUrl(), "select answer from kept"))
          .isEqualTo("42");
      Topic topic = new Topic(stack.bootstrapServers(), "lives");
      // A commit holds once the coordinator has noted it; a broker that was killed before it marked
      // the topic, too, does so when it is back.
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(topic.committed()).containsExactly("birth"));
    }
  }

  @Test
  void aTerminatedProcessClosesInOrderAndLeavesNothing() throws Exception {
    try (ChildStack child = ChildStack.ready(root, "wait")) {
      ProcessHandle postmaster = Postmaster.on(data).orElseThrow();
      child.terminate();
      assertThat(child.ends()).isTrue();
      assertThat(child.remainingLines())
          .containsExactly("closed last registered", "closed first registered");
      assertThat(postmaster.isAlive()).isFalse();
    }
    assertThat(root.resolve("stack.json")).doesNotExist();
  }

  @Test
  void afterTheCloseNoThreadKeepsTheProcessAlive() throws Exception {
    try (ChildStack child = ChildStack.ready(root, "close")) {
      assertThat(child.ends()).isTrue();
    }
    assertThat(Postmaster.on(data)).isEmpty();
  }

  @Test
  void aSecondProcessIsRefusedAndToldTheHoldersId() throws Exception {
    WorkFolder folder = WorkFolder.at(root);
    try (FolderLock lock = folder.lock()) {
      // The refusal within this process must not cost it the lock.
      assertThatThrownBy(() -> folder.lock()).hasMessageContaining("(this one)");
      try (ChildStack child = ChildStack.launch(root, "wait")) {
        assertThat(child.remainingLines())
            .singleElement()
            .asString()
            .contains("in use by process " + ProcessHandle.current().pid());
      }
      assertThat(lock.folder()).isSameAs(folder);
    }
  }

  private static void write(StackAddress stack) throws Exception {
    LocalPostgresTest.execute(stack.jdbcUrl(), "create table kept as select 42 as answer");
    Topic topic = new Topic(stack.bootstrapServers(), "lives");
    topic.create();
    topic.commit(Instant.now(), "birth");
  }
}
