package dev.norn.dashboards;

import java.util.Objects;

/**
 * Where the research API listens and which database it reads.
 *
 * @param host address to listen on
 * @param port 0 to 65535; 0 takes any free port
 * @param jdbcUrl for example {@code jdbc:postgresql://localhost:5432/norn}
 * @param user a login that may {@code SET ROLE norn_researcher} and needs no other right
 * @param password its password
 * @param token what callers send as {@code Authorization: Bearer}, 16 characters or more; null for
 *     none, which only a loopback host may have
 */
public record ApiConfig(
    String host, int port, String jdbcUrl, String user, String password, String token) {

  /** The host when nothing else is said. */
  public static final String LOOPBACK = "127.0.0.1";

  static final int SHORTEST_TOKEN = 16;

  public ApiConfig {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "[api.port] found " + port + "; expected 0 to 65535, 0 for any free port");
    }
    if (token != null && token.length() < SHORTEST_TOKEN) {
      throw new IllegalArgumentException(
          "[api.token] has %d characters; expected %d or more"
              .formatted(token.length(), SHORTEST_TOKEN));
    }
  }

  /** On {@value #LOOPBACK}, any free port, no token. */
  public static ApiConfig loopback(String jdbcUrl, String user, String password) {
    return new ApiConfig(LOOPBACK, 0, jdbcUrl, user, password, null);
  }

  /** Without the password and the token. */
  @Override
  public String toString() {
    return "ApiConfig[%s:%d, database %s as %s, %s]"
        .formatted(host, port, jdbcUrl, user, token == null ? "no token" : "with token");
  }
}
