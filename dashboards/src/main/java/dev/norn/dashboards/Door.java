package dev.norn.dashboards;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Who may come in: with the bearer token, or, where none is set, from this machine by its name. */
final class Door {

  private final byte[] expected;

  Door(String token) {
    this.expected = token == null ? null : bytes("Bearer " + token);
  }

  void check(Context context) {
    if (expected == null) {
      checkHost(context);
    } else if (context.path().startsWith("/api/")) {
      checkToken(context);
    }
  }

  /**
   * A web page that points its own host name at 127.0.0.1 must not read persons through a browser.
   */
  private static void checkHost(Context context) {
    String host = context.req().getServerName();
    if (!host.equals("127.0.0.1") && !host.equals("localhost") && !host.equals("[::1]")) {
      throw new Problem(
          HttpStatus.MISDIRECTED_REQUEST,
          "[Host] without a token only 127.0.0.1, localhost and [::1] are answered");
    }
  }

  private void checkToken(Context context) {
    String sent = context.header("Authorization");
    if (sent == null || !MessageDigest.isEqual(expected, bytes(sent))) {
      context.header("WWW-Authenticate", "Bearer");
      throw new Problem(
          HttpStatus.UNAUTHORIZED, "[Authorization] expected Bearer and the API's token");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
