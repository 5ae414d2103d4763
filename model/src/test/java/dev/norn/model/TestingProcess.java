package dev.norn.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Another Java process with the class path of this one. */
public final class TestingProcess {

  private TestingProcess() {}

  /**
   * Runs to the end.
   *
   * @param cache DJL's folder
   * @return all that the process printed
   */
  public static String outputOf(
      Path cache, List<String> options, Class<?> main, String... arguments)
      throws IOException, InterruptedException {
    Stream<String> java =
        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Stream<String> call = Stream.of("-cp", System.getProperty("java.class.path"), main.getName());
    List<String> command =
        Stream.of(java, options.stream(), call, Stream.of(arguments))
            .flatMap(each -> each)
            .toList();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // The build sets it; what the code does by itself is what is tested.
    builder.environment().remove("OPT_OUT_TRACKING");
    builder.environment().put("DJL_CACHE_DIR", cache.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }
}
