package dev.norn.dashboards;

import java.util.Objects;

/**
 * How the API reaches its database.
 *
 * @param jdbcUrl for example {@code jdbc:postgresql://localhost:5432/norn}
 * @param user a login that may {@code SET ROLE} to the group roles of its callers, norn_gate and
 *     norn_auditor, and needs no other right
 */
public record DatabaseLogin(String jdbcUrl, String user, String password) {

  public DatabaseLogin {
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
