package dev.norn.ingestion.nation;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/**
 * Lives communities on several threads and hands over what comes of them in the order of their
 * numbers, holding no more than a few at a time.
 */
public final class Communities {
  private static final int AHEAD_PER_THREAD = 3;

  private final long count;
  private final int threads;

  /** Takes one community's result; called by one thread, in order. */
  @FunctionalInterface
  public interface Taker<T> {
    void take(T result) throws IOException;
  }

  Communities(long count, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "[nation] found %d threads, expected 1 or more; name another number".formatted(threads));
    }
    this.count = count;
    this.threads = threads;
  }

  <T> void forEach(LongFunction<T> live, Taker<T> taker) throws IOException {
    ExecutorService lives = Executors.newFixedThreadPool(threads, Communities::daemon);
    try {
      Deque<Future<T>> ahead = new ArrayDeque<>();
      for (long number = 0; number < count; number++) {
        long next = number;
        Callable<T> work = () -> live.apply(next);
        ahead.add(lives.submit(work));
        if (ahead.size() == AHEAD_PER_THREAD * threads) {
          taker.take(finished(ahead.poll()));
        }
      }
      while (!ahead.isEmpty()) {
        taker.take(finished(ahead.poll()));
      }
    } finally {
      lives.shutdownNow();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "nation");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> T finished(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("[nation] stopped before it was finished; write it again", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    }
  }
}
