package dev.norn.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The release that is served now. */
final class LiveRelease {

  private LiveRelease() {}

  /**
   * @throws IllegalArgumentException if none is
   */
  static String id(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id FROM norn.release WHERE active_from IS NOT NULL AND active_until IS NULL");
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new IllegalArgumentException(
            "[--release] no release is live; expected an id, which"
                + " norn query \"select id from norn_research.release\" lists");
      }
      return row.getString(1);
    }
  }
}
