package dev.norn.cli.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A broker and a database server on one work folder, started together and stopped in order: what
 * the caller registered (newest first), then Kafka, then PostgreSQL, then the folder's lock.
 *
 * <p>The same happens when the process is asked to end (Ctrl-C, SIGTERM, {@code System.exit}), by
 * one shutdown hook. After {@code kill -9} nothing happens, and the next start clears up.
 *
 * <p>Safe for use by several threads. Kafka's threads keep the process alive until the close, so a
 * {@code main} that fails must end with {@code System.exit}.
 */
public final class LocalStack implements AutoCloseable {
  private final WorkFolder folder;
  private final StackFile file;
  private final EmbeddedKafka kafka;
  private final LocalPostgres postgres;
  private final CloseOrder order;

  private LocalStack(
      WorkFolder folder, EmbeddedKafka kafka, LocalPostgres postgres, CloseOrder order) {
    this.folder = folder;
    this.file = StackFile.in(folder.root());
    this.kafka = kafka;
    this.postgres = postgres;
    this.order = order;
  }

  /**
   * Takes the folder, starts both servers and writes {@code stack.json}.
   *
   * @param progress gets one line for a person at each step, from one thread at a time
   * @throws WorkFolderException if another process has the folder
   * @throws LocalStackException if a server does not start; the other one is stopped again
   */
  public static LocalStack start(WorkFolder folder, Consumer<String> progress) {
    CloseOrder order = CloseOrder.withShutdownHook();
    try {
      FolderLock held = order.opened("work folder", folder.lock());
      ServerStart start = new ServerStart(held, order, progress);
      LocalStack stack = new LocalStack(folder, start.kafka(), start.postgres(), order);
      stack.write(null);
      order.opened("stack.json", stack.file::remove);
      return stack;
    } catch (IOException e) {
      throw closed(order, new LocalStackException("[" + folder + "] stack.json not written", e));
    } catch (RuntimeException e) {
      throw closed(order, e);
    }
  }

  /**
   * The stack that some process, perhaps this one, runs on a work folder, if its servers answer.
   * The folder need not exist.
   */
  public static Optional<StackAddress> running(Path workFolder) {
    return StackFile.in(workFolder).running();
  }

  public WorkFolder folder() {
    return folder;
  }

  /** {@code host:port} of the broker. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Of the database {@code norn}. */
  public String jdbcUrl() {
    return postgres.jdbcUrl(LocalPostgres.DATABASE);
  }

  /**
   * Has something closed before the servers are, and before all that was registered earlier.
   *
   * @param name for the message if its close fails
   * @return the same thing
   */
  public <T extends AutoCloseable> T closeFirst(String name, T opened) {
    return order.opened(name, opened);
  }

  /** Tells other processes, through {@code stack.json}, where the research API is. */
  public void announceApi(URI api) {
    try {
      write(api);
    } catch (IOException e) {
      throw new LocalStackException("[" + folder + "] stack.json not written", e);
    }
  }

  /**
   * Waits until all is closed, whoever began. A second call does nothing.
   *
   * @throws LocalStackException if something did not close; the rest is closed all the same
   */
  @Override
  public void close() {
    order.close();
  }

  private void write(URI api) throws IOException {
    new StackAddress(ProcessHandle.current().pid(), bootstrapServers(), jdbcUrl(), api)
        .write(file.file());
  }

  private static RuntimeException closed(CloseOrder order, RuntimeException failure) {
    try {
      order.close();
    } catch (LocalStackException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
