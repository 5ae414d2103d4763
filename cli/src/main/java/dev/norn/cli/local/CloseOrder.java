package dev.norn.cli.local;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Things that are open, and their closing, newest first, once: by whoever is first of the caller
 * and the end of the process. The other one waits.
 */
final class CloseOrder implements AutoCloseable {
  private record Opened(String name, AutoCloseable thing) {}

  private final Deque<Opened> newestFirst = new ArrayDeque<>();
  private final Thread hook = new Thread(this::closeAtExit, "close local stack");
  private boolean closing;

  private CloseOrder() {}

  /** One hook for all, as the hooks of a process run at the same time. */
  static CloseOrder withShutdownHook() {
    CloseOrder order = new CloseOrder();
    Runtime.getRuntime().addShutdownHook(order.hook);
    return order;
  }

  <T extends AutoCloseable> T opened(String name, T thing) {
    synchronized (newestFirst) {
      if (closing) {
        throw new LocalStackException("[" + name + "] too late: the stack is closing");
      }
      newestFirst.push(new Opened(name, thing));
      return thing;
    }
  }

  @Override
  public synchronized void close() {
    synchronized (newestFirst) {
      closing = true;
    }
    LocalStackException failure = closeAll();
    forgetHook();
    if (failure != null) {
      throw failure;
    }
  }

  private LocalStackException closeAll() {
    LocalStackException first = null;
    while (!newestFirst.isEmpty()) {
      Opened next = newestFirst.pop();
      try {
        next.thing().close();
      } catch (Exception e) {
        LocalStackException failure =
            new LocalStackException("[" + next.name() + "] did not close", e);
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    return first;
  }

  private void closeAtExit() {
    try {
      close();
    } catch (LocalStackException e) {
      // Nobody is left to catch it, and the log may be closed by now.
      System.err.println(e.getMessage() + ": " + e.getCause());
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is what called us, or will find nothing to do.
    }
  }
}
