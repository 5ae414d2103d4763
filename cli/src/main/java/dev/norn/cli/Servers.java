package dev.norn.cli;

import dev.norn.cli.local.LocalStack;
import dev.norn.cli.local.StackAddress;
import dev.norn.cli.local.WorkFolder;
import dev.norn.db.Schema;
import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.DatabaseAddress;

/**
 * A broker with its topics and a database with its tables, of this process or of another; closing
 * stops only servers of this process.
 */
record Servers(WorkFolder folder, String bootstrapServers, DatabaseAddress database, LocalStack own)
    implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final short REPLICATION = 1;

  // The embedded server listens on loopback and trusts it; a cluster has logins of its own.
  private static final String LOCAL_USER = "postgres";

  static Servers running(WorkFolder folder, StackAddress address) {
    return new Servers(
        folder,
        address.bootstrapServers(),
        new DatabaseAddress(address.jdbcUrl(), LOCAL_USER, ""),
        null);
  }

  /** Topics and tables are made beforehand, by who deploys. */
  static Servers named(WorkFolder folder, ServerAddresses addresses) {
    return new Servers(folder, addresses.bootstrapServers(), addresses.database(), null);
  }

  static Servers started(LocalStack stack) {
    Servers servers =
        new Servers(
            stack.folder(),
            stack.bootstrapServers(),
            new DatabaseAddress(stack.jdbcUrl(), LOCAL_USER, ""),
            stack);
    try {
      Topics.create(servers.bootstrapServers, PARTITIONS, REPLICATION);
      Schema.migrate(
          servers.database.jdbcUrl(), servers.database.user(), servers.database.password());
      return servers;
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
