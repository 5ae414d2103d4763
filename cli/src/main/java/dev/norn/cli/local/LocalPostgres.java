package dev.norn.cli.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * One PostgreSQL server as a process beside this one, on the loopback interface, with a database
 * {@code norn} and all contributed extensions.
 *
 * <p>It trusts every connection: whoever has an account on this machine may connect as the
 * superuser {@code postgres} without a password. Use it on a machine of your own, never as a shared
 * server.
 */
public final class LocalPostgres implements AutoCloseable {
  /** The database that {@link #start} makes. */
  public static final String DATABASE = "norn";

  private static final long STOP_SECONDS = 60;

  private final EmbeddedPostgres server;
  private final Optional<ProcessHandle> postmaster;

  private LocalPostgres(EmbeddedPostgres server, Optional<ProcessHandle> postmaster) {
    this.server = server;
    this.postmaster = postmaster;
  }

  /**
   * Returns once the server takes connections. Ends a server that a killed process left on the
   * folder. The caller keeps the lock until after the close.
   */
  public static LocalPostgres start(FolderLock held) {
    WorkFolder folder = held.folder();
    try {
      PostgresFiles files = new PostgresFiles(folder.postgres());
      endOrphan(files.data());
      files.removeUnfinished();
      EmbeddedPostgres server = launch(folder, files);
      LocalPostgres postgres = new LocalPostgres(server, Postmaster.on(files.data()));
      postgres.createDatabase(files);
      return postgres;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(folder, e);
    } catch (IOException | SQLException | RuntimeException e) {
      throw failure(folder, e);
    }
  }

  /** With the superuser's name in it; the database must exist before one connects. */
  public String jdbcUrl(String database) {
    return server.getJdbcUrl("postgres", database);
  }

  /** Ends all sessions, writes all down and waits for the server's end. Twice is once. */
  @Override
  public void close() {
    try {
      server.close();
      if (postmaster.isPresent() && !Postmaster.awaitEnd(postmaster.get(), STOP_SECONDS)) {
        Postmaster.stop(postmaster.get());
      }
    } catch (IOException e) {
      throw new LocalStackException("[postgres] did not stop in order", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endOrphan(Path data) throws IOException, InterruptedException {
    Optional<ProcessHandle> orphan = Postmaster.on(data);
    if (orphan.isPresent()) {
      Postmaster.stop(orphan.get());
    }
  }

  private static EmbeddedPostgres launch(WorkFolder folder, PostgresFiles files)
      throws IOException {
    Redirect log = Redirect.appendTo(logFile(folder).toFile());
    EmbeddedPostgres.Builder builder =
        PostgresSettings.builder(files)
            .setPort(LoopbackPort.choose(folder.ports().resolve("postgres")))
            .setOutputRedirector(log)
            .setErrorRedirector(log);
    try {
      return builder.start();
    } catch (IOException | RuntimeException e) {
      endAfterFailedStart(files, e);
      throw e;
    }
  }

  /** The server may have started and only been too slow for the one who waited. */
  private static void endAfterFailedStart(PostgresFiles files, Exception failure) {
    try {
      endOrphan(files.data());
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void createDatabase(PostgresFiles files) throws IOException, SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      if (!exists(statement)) {
        statement.execute("create database " + DATABASE);
      }
      files.markFinished();
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  private static boolean exists(Statement statement) throws SQLException {
    String query = "select 1 from pg_database where datname = '" + DATABASE + "'";
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next();
    }
  }

  private static Path logFile(WorkFolder folder) {
    return folder.logs().resolve("postgres.log");
  }

  private static LocalStackException failure(WorkFolder folder, Exception cause) {
    return new LocalStackException(
        "[postgres %s] did not start; the end of %s says why%s"
            .formatted(folder.postgres(), logFile(folder), hintForRoot()),
        cause);
  }

  private static String hintForRoot() {
    return "root".equals(System.getProperty("user.name"))
        ? ". PostgreSQL refuses root unless 'unshare -U true' works: else run as another account"
        : "";
  }
}
