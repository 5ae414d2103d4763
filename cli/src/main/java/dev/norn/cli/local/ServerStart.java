package dev.norn.cli.local;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** Both servers on their way up at the same time. */
final class ServerStart {
  private final FolderLock held;
  private final CloseOrder order;
  private final Consumer<String> progress;
  private final CompletableFuture<LocalPostgres> postgres;
  private final CompletableFuture<EmbeddedKafka> kafka;

  ServerStart(FolderLock held, CloseOrder order, Consumer<String> progress) {
    this.held = held;
    this.order = order;
    this.progress = progress;
    this.postgres = begin("PostgreSQL", LocalPostgres::start, ServerStart::address);
    this.kafka = begin("Kafka", EmbeddedKafka::start, EmbeddedKafka::bootstrapServers);
  }

  EmbeddedKafka kafka() {
    return await(kafka);
  }

  LocalPostgres postgres() {
    return await(postgres);
  }

  private static String address(LocalPostgres server) {
    return server.jdbcUrl(LocalPostgres.DATABASE);
  }

  private <T extends AutoCloseable> CompletableFuture<T> begin(
      String name, Function<FolderLock, T> start, Function<T, String> address) {
    long begun = System.nanoTime();
    tell("starting " + name);
    CompletableFuture<T> server = new CompletableFuture<>();
    // Before the start, as the process may be ended while the server comes up.
    order.opened(name, () -> closeWhenUp(server));
    server.completeAsync(() -> start.apply(held), daemonThread("start " + name));
    return server.whenComplete(
        (up, failure) -> {
          if (failure == null) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            String line = "%s ready in %.1f s: %s";
            tell(String.format(Locale.ROOT, line, name, seconds, address.apply(up)));
          }
        });
  }

  private synchronized void tell(String line) {
    progress.accept(line);
  }

  private static Executor daemonThread(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      thread.start();
    };
  }

  private static void closeWhenUp(CompletableFuture<? extends AutoCloseable> server)
      throws Exception {
    AutoCloseable up = server.handle((started, failure) -> started).join();
    if (up != null) {
      up.close();
    }
  }

  private static <T> T await(CompletableFuture<T> server) {
    try {
      return server.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
