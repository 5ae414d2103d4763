package dev.norn.streaming;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Where the stream writes.
 *
 * @param user a login that holds the role norn_writer
 */
public record DatabaseAddress(String jdbcUrl, String user, String password)
    implements Serializable {

  /**
   * What a connection is opened with besides login and password: messages of refused statements
   * name no value, as they get into logs.
   */
  public static final Map<String, String> SETTINGS = Map.of("logServerErrorDetail", "false");

  /** The caller closes it. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(SETTINGS);
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  /** Without the password: addresses get into logs. */
  @Override
  public String toString() {
    return "DatabaseAddress[" + jdbcUrl + ", " + user + "]";
  }
}
