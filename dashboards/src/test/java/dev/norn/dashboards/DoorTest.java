package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DoorTest {

  /** Written to the socket: Java's client refuses to send another Host. */
  @Test
  void withoutCallersAnotherHostNameIsMisdirected() throws Exception {
    var config =
        ApiConfig.loopback(new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/norn", "u", ""));
    try (var api = ResearchApi.start(config, null)) {
      assertThat(firstLine(api, "elsewhere.example")).contains(" 421 ");
      assertThat(firstLine(api, "localhost:" + api.port())).contains(" 200 ");
    }
  }

  private static String firstLine(ResearchApi api, String host) throws Exception {
    try (var socket = new Socket("127.0.0.1", api.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      var reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
      return new BufferedReader(reader).readLine();
    }
  }
}
