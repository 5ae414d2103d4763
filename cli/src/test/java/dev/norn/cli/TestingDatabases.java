package dev.norn.cli;

import dev.norn.db.Schema;
import dev.norn.streaming.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Further migrated databases on a server that is already there. */
final class TestingDatabases {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestingDatabases() {}

  static DatabaseAddress create(DatabaseAddress beside) throws Exception {
    String name = "norn_it_" + COUNT.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(beside.jdbcUrl(), beside.user(), beside.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    String url = beside.jdbcUrl().replaceFirst("/norn(?=\\?|$)", "/" + name);
    Schema.migrate(url, beside.user(), beside.password());
    return new DatabaseAddress(url, beside.user(), beside.password());
  }
}
