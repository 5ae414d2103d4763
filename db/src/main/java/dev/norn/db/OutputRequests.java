package dev.norn.db;

import dev.norn.db.OutputRequest.Decision;
import dev.norn.db.OutputRequest.Kind;
import dev.norn.db.OutputRequest.State;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What asked to leave, in a database. The connection needs the rights of {@code norn_gate} to ask
 * and of {@code norn_checker} to judge; its owner commits and closes it. Not thread-safe.
 */
public final class OutputRequests {

  private static final String COLUMNS =
      """
      SELECT id, kind, about, asked_by, project, purpose, rules::text, content, asked_at, state,
        decided_by, decided_at, reason
      FROM norn.output_request""";

  private final Connection connection;

  public OutputRequests(Connection connection) {
    this.connection = connection;
  }

  public void ask(OutputRequest request) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            INSERT INTO norn.output_request
              (id, kind, about, asked_by, project, purpose, rules, content, sha256)
            VALUES (?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?)""")) {
      insert.setString(1, request.id());
      insert.setString(2, request.kind().name());
      insert.setString(3, request.about());
      insert.setString(4, request.askedBy());
      insert.setString(5, request.project());
      insert.setString(6, request.purpose());
      insert.setString(7, request.rules());
      insert.setString(8, request.content());
      insert.setString(9, request.sha256());
      insert.executeUpdate();
    }
  }

  public Optional<OutputRequest> named(String id) throws SQLException {
    try (var query = connection.prepareStatement(COLUMNS + " WHERE id = ?")) {
      query.setString(1, id);
      return read(query.executeQuery()).stream().findFirst();
    }
  }

  /**
   * Oldest first.
   *
   * @param askedBy null for everybody's
   * @param after id of the last one of the page before; null for the first page
   */
  public List<OutputRequest> page(String askedBy, String after, int limit) throws SQLException {
    try (var query =
        connection.prepareStatement(
            COLUMNS
                + """
                 WHERE (?::text IS NULL OR asked_by = ?)
                  AND (?::text IS NULL OR (asked_at, id) > (
                    SELECT last.asked_at, last.id FROM norn.output_request last WHERE last.id = ?))
                ORDER BY asked_at, id LIMIT ?""")) {
      query.setString(1, askedBy);
      query.setString(2, askedBy);
      query.setString(3, after);
      query.setString(4, after);
      query.setInt(5, limit);
      return read(query.executeQuery());
    }
  }

  /**
   * @param by who judges
   * @throws IllegalArgumentException where it is not waiting, by asked for it, or no reason is
   *     given
   */
  public OutputRequest decide(String id, State state, String by, String reason)
      throws SQLException {
    OutputRequest request =
        named(id)
            .orElseThrow(() -> new IllegalArgumentException("[output] there is none of that id"));
    if (request.askedBy().equals(by)) {
      throw new IllegalArgumentException(
          "[output] %s asked for it; somebody else must judge".formatted(by));
    }
    if (reason == null || reason.isBlank()) {
      throw new IllegalArgumentException("[reason] is missing; say why");
    }
    // Another checker may judge meanwhile: only one of them changes the row.
    try (var update =
        connection.prepareStatement(
            """
            UPDATE norn.output_request
            SET state = ?, decided_by = ?, decided_at = clock_timestamp(), reason = ?
            WHERE id = ? AND state = 'WAITING'""")) {
      update.setString(1, state.name());
      update.setString(2, by);
      update.setString(3, reason);
      update.setString(4, id);
      if (update.executeUpdate() == 0) {
        throw new IllegalArgumentException(
            "[output] was judged already; ask anew for what is to be judged anew");
      }
    }
    return named(id).orElseThrow();
  }

  private static List<OutputRequest> read(ResultSet row) throws SQLException {
    try (row) {
      List<OutputRequest> requests = new ArrayList<>();
      while (row.next()) {
        requests.add(request(row));
      }
      return requests;
    }
  }

  private static OutputRequest request(ResultSet row) throws SQLException {
    State state = State.valueOf(row.getString(10));
    return new OutputRequest(
        row.getString(1),
        Kind.valueOf(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        instant(row, 9),
        state == State.WAITING
            ? null
            : new Decision(state, row.getString(11), instant(row, 12), row.getString(13)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
