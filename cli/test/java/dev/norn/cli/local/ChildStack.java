package dev.norn.cli.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second JVM that runs a stack, as only another process can be killed or refused a lock. */
final class ChildStack implements AutoCloseable {
  private static final String READY = "ready";

  private final Process process;
  private final BufferedReader output;

  private ChildStack(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Holds the stack until it is ended, or closes it at once if told so. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      LocalStack stack = LocalStack.start(WorkFolder.at(Path.of(arguments[0])), line -> {});
      stack.closeFirst("first registered", () -> System.out.println("closed first registered"));
      stack.closeFirst("last registered", () -> System.out.println("closed last registered"));
      System.out.println(READY);
      if (arguments[1].equals("close")) {
        stack.close();
      } else {
        Thread.sleep(Long.MAX_VALUE);
      }
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
      System.exit(3);
    }
  }

  static ChildStack launch(Path folder, String then) throws IOException {
    return new ChildStack(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildStack.class.getName(),
                folder.toString(),
                then)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  static ChildStack ready(Path folder, String then) throws IOException {
    ChildStack child = launch(folder, then);
    String line = child.output.readLine();
    if (!READY.equals(line)) {
      throw new IllegalStateException("[child] expected 'ready', found: " + line);
    }
    return child;
  }

  void terminate() {
    // Unlike the process, its handle does not cut us off from what the child still says.
    process.toHandle().destroy();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean ends() throws InterruptedException {
    return process.waitFor(30, TimeUnit.SECONDS);
  }

  List<String> remainingLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
