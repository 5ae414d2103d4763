package dev.norn.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
  @TempDir Path temp;

  @Test
  void rowsSurviveARestartOnTheSamePort() throws Exception {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    try (FolderLock lock = folder.lock()) {
      String first;
      ProcessHandle process;
      try (LocalPostgres postgres = LocalPostgres.start(lock)) {
        first = postgres.jdbcUrl("norn");
        process = Postmaster.on(folder.postgres().resolve("data")).orElseThrow();
        execute(first, "create table kept as select 42 as answer");
      }
      assertThat(process.isAlive()).as("a server after its close").isFalse();
      try (LocalPostgres postgres = LocalPostgres.start(lock)) {
        assertThat(postgres.jdbcUrl("norn")).isEqualTo(first);
        assertThat(value(first, "select answer from kept")).isEqualTo("42");
      }
    }
  }

  @Test
  void aCommitIsOnDiskAndTextSortsTheSameEverywhere() throws Exception {
    try (FolderLock lock = WorkFolder.at(temp.resolve("norn")).lock();
        LocalPostgres postgres = LocalPostgres.start(lock)) {
      String url = postgres.jdbcUrl("norn");
      assertThat(value(url, "show fsync")).isEqualTo("on");
      assertThat(value(url, "show synchronous_commit")).isEqualTo("on");
      assertThat(value(url, "show listen_addresses")).isEqualTo("localhost");
      assertThat(value(url, "show unix_socket_directories")).isEmpty();
      assertThat(
              value(url, "select string_agg(x, '' order by x) from unnest('{b,A,a,Å}'::text[]) x"))
          .isEqualTo("AabÅ");
      assertThat(value(url, "select upper('å')")).isEqualTo("Å");
      execute(url, "create extension cube");
    }
  }

  @Test
  void anInterruptedFirstStartIsBegunAgain() throws Exception {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    Path data = Files.createDirectories(folder.postgres().resolve("data"));
    Files.writeString(data.resolve("postgresql.conf"), "max_connections = half a fi");
    try (FolderLock lock = folder.lock();
        LocalPostgres postgres = LocalPostgres.start(lock)) {
      assertThat(value(postgres.jdbcUrl("norn"), "select 1")).isEqualTo("1");
    }
  }

  @Test
  void aProcessThatOnlyHasTheOldIdIsLeftAlone() throws IOException {
    Path data = Files.createDirectories(temp.resolve("data"));
    long ourselves = ProcessHandle.current().pid();
    Files.writeString(data.resolve("postmaster.pid"), ourselves + "\n" + data + "\n");
    assertThat(Postmaster.on(data)).isEmpty();
  }

  @Test
  void aServerThatCannotStartNamesItsLog() throws IOException {
    WorkFolder folder = WorkFolder.at(temp.resolve("norn"));
    Path data = Files.createDirectories(folder.postgres().resolve("data"));
    Files.createFile(data.resolve("norn-first-start-finished"));
    try (FolderLock lock = folder.lock()) {
      assertThatThrownBy(() -> LocalPostgres.start(lock))
          .isInstanceOf(LocalStackException.class)
          .hasMessageContaining("postgres.log");
      assertThat(folder.logs().resolve("postgres.log"))
          .content()
          .contains("exists but is not empty");
    }
    assertThat(data.resolve("norn-first-start-finished")).as("data finished once").exists();
  }

  static String value(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  static void execute(String url, String command) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
