package dev.norn.cli.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.Map;

/** The settings of a server that is alone, small, and must not lose what it said it has. */
final class PostgresSettings {
  /** Long enough to replay the log of a server that was killed while it wrote. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final Map<String, String> SERVER =
      Map.ofEntries(
          Map.entry("listen_addresses", "localhost"),
          // Without a socket file in the machine's shared temporary folder.
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "60"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("work_mem", "16MB"),
          Map.entry("maintenance_work_mem", "64MB"),
          Map.entry("jit", "off"),
          // Flink forgets a row once it is committed, so a commit must outlive a crash; the library
          // turns both off.
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"));

  /** The same order of text on every machine, whatever its language. */
  private static final Map<String, String> LOCALE =
      Map.of("locale", "C", "locale-provider", "builtin", "builtin-locale", "C.UTF-8");

  private PostgresSettings() {}

  static EmbeddedPostgres.Builder builder(PostgresFiles files) {
    // The library makes and tidies a folder of this name, by default in the shared temporary one.
    System.setProperty("ot.epg.working-dir", files.programs().toString());
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(files.data())
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(files.programs().toFile())
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START);
    SERVER.forEach(builder::setServerConfig);
    LOCALE.forEach(builder::setLocaleConfig);
    return builder;
  }
}
