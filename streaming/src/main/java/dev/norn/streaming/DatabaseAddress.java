package dev.norn.streaming;

import java.io.Serializable;

/**
 * Where the stream writes.
 *
 * @param user a login that holds the role norn_writer
 */
public record DatabaseAddress(String jdbcUrl, String user, String password)
    implements Serializable {

  /** Without the password: addresses get into logs. */
  @Override
  public String toString() {
    return "DatabaseAddress[" + jdbcUrl + ", " + user + "]";
  }
}
