package dev.norn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.disclosure.Callers;
import dev.norn.event.DefinitionFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiCommandTest {

  private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

  @TempDir private Path folder;

  @Test
  void aTokenIsPrintedOnceAndOnlyItsHashIsKept() throws Exception {
    Path file = folder.resolve("callers.yaml");
    String first = token(0, "anna", "--role", "analyst", "--callers", file.toString());
    String second =
        token(0, "bo", "--role", "VIEWER", "--expires", "2027-03-01", "--callers", file.toString());
    assertThat(first).hasSize(43).isNotEqualTo(second);
    assertThat(Files.readString(file)).doesNotContain(first, second);
    Callers callers = DefinitionFile.read(file, Callers.class);
    assertThat(callers.withToken(first, TODAY).orElseThrow().name()).isEqualTo("anna");
    assertThat(callers.withToken(second, TODAY).orElseThrow().name()).isEqualTo("bo");
    assertThat(callers.withToken(second, TODAY.plusDays(1))).isEmpty();
  }

  @Test
  void whatIsRefusedLeavesTheFileAsItWas() throws Exception {
    Path file = folder.resolve("callers.yaml");
    token(0, "anna", "--role", "analyst", "--callers", file.toString());
    String before = Files.readString(file);
    token(2, "anna", "--role", "viewer", "--callers", file.toString());
    token(2, "Not a name", "--role", "viewer", "--callers", file.toString());
    token(2, "bo", "--role", "owner", "--callers", file.toString());
    token(2, "bo", "--role", "viewer", "--expires", "soon", "--callers", file.toString());
    assertThat(Files.readString(file)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void anApiThatCannotStartAsItIsToldIsAUsageError() throws Exception {
    assertThat(Norn.run("api", "--user", "u")).isEqualTo(2);
    String[] start = {"api", "--database", "jdbc:postgresql://127.0.0.1:1/n", "--user", "u"};
    assertThat(Norn.run(with(start, "--host", "0.0.0.0"))).isEqualTo(2);
    assertThat(Norn.run(with(start, "--callers", folder.resolve("none").toString()))).isEqualTo(2);
    Path text = Files.writeString(folder.resolve("keys.p12"), "no keys");
    assertThat(Norn.run(with(start, "--tls-key-store", text.toString()))).isEqualTo(2);
    assertThat(Norn.run(with(start, "--tls-certificate", text.toString()))).isEqualTo(2);
    String[] pem = with(start, "--tls-certificate", text.toString(), "--tls-key", text.toString());
    assertThat(Norn.run(pem)).isEqualTo(2);
    assertThat(Norn.run(with(pem, "--tls-key-store", text.toString()))).isEqualTo(2);
    String work = folder.resolve("work").toString();
    assertThat(Norn.run(with(start, "--work", work, "--job-workers", "0"))).isEqualTo(2);
    assertThat(Norn.run(with(start, "--work", work, "--jobs-kept", "a week"))).isEqualTo(2);
    Path rules = Files.writeString(folder.resolve("disclosure.yaml"), "minimum-count: 1");
    assertThat(Norn.run(with(start, "--disclosure", rules.toString()))).isEqualTo(2);
    assertThat(Norn.run(with(start, "--tables-per-day", "0"))).isEqualTo(2);
    assertThat(Norn.run(with(start, "--study", folder.toString()))).isEqualTo(2);
    assertThat(Norn.run(with(start, "--study", folder.toString(), "--work", work))).isEqualTo(2);
    assertThat(folder.resolve("work/pseudonym.key")).doesNotExist();
  }

  @Test
  void theApiServesItsCallersUntilItIsStopped() throws Exception {
    Path callers = folder.resolve("callers.yaml");
    token(0, "anna", "--role", "viewer", "--callers", callers.toString());
    int port = freePort();
    String[] start = {
      "api", "--database", "jdbc:postgresql://127.0.0.1:1/n", "--user", "u", "--port", "" + port
    };
    Thread serving =
        new Thread(() -> Norn.run(with(start, "--host", "0.0.0.0", "--callers", "" + callers)));
    serving.start();
    try {
      Patience.await(() -> assertThat(status(port, "/healthz")).isEqualTo(200));
      assertThat(status(port, "/api/v1/releases")).isEqualTo(401);
    } finally {
      serving.interrupt();
      serving.join();
    }
    assertThat(status(port, "/healthz")).isZero();
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** As the health check of docker-compose.yml asks; 0 where nobody listens. */
  private static int status(int port, String path) throws Exception {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    } catch (ConnectException nobody) {
      return 0;
    }
  }

  @Test
  void theSchemaOfCallersIsPrinted() {
    assertThat(printed(0, "schema", "callers")).contains("Norn callers, callers.yaml");
  }

  private static String[] with(String[] words, String... more) {
    var all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }

  private static String token(int code, String... words) {
    return printed(code, with(new String[] {"api", "token"}, words)).strip();
  }

  private static String printed(int code, String... words) {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, UTF_8));
    try {
      assertThat(Norn.run(words)).isEqualTo(code);
    } finally {
      System.setOut(out);
    }
    return bytes.toString(UTF_8);
  }
}
