package dev.norn.cli.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a running stack is found.
 *
 * @param pid the process that runs it
 * @param bootstrapServers {@code host:port} of the broker
 * @param jdbcUrl of the database {@code norn}, with the user's name
 * @param api of the research API; null while there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackAddress(long pid, String bootstrapServers, String jdbcUrl, URI api) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public StackAddress {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    if (pid <= 0 || !jdbcUrl.startsWith("jdbc:postgresql:") || !bootstrapServers.contains(":")) {
      throw new IllegalArgumentException("[stack address] no process id, broker or database in it");
    }
  }

  void write(Path file) throws IOException {
    AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
  }

  /**
   * @throws JsonProcessingException if the file holds something else
   */
  static StackAddress read(Path file) throws IOException {
    return JSON.readValue(Files.readString(file), StackAddress.class);
  }

  boolean hasLiveProcess() {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  boolean answers() {
    return answers(URI.create("kafka://" + bootstrapServers))
        && answers(URI.create(jdbcUrl.substring("jdbc:".length())));
  }

  private static boolean answers(URI server) {
    return LoopbackPort.answers(server.getHost(), server.getPort());
  }
}
