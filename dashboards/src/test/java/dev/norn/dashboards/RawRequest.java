package dev.norn.dashboards;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request as bytes, for what Java's client refuses to send. */
final class RawRequest {

  private static final int PATIENCE_MILLIS = 5_000;

  private RawRequest() {}

  /** All that comes back until the server closes or says no more; empty where it just closes. */
  static String send(ResearchApi api, String request) throws IOException {
    return send(api, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String send(ResearchApi api, byte[] request) throws IOException {
    try (var socket = new Socket("127.0.0.1", api.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        socket.shutdownOutput();
      } catch (IOException closedBeforeAllWasSent) {
        // What it said is there to be read nevertheless, or is nothing.
      }
      try {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      } catch (IOException reset) {
        return "";
      }
    }
  }

  /** 0 where there was none. */
  static int status(String answer) {
    return answer.matches("(?s)HTTP/1\\.[01] [0-9]{3}.*")
        ? Integer.parseInt(answer.substring(9, 12))
        : 0;
  }
}
